import { projectNameFile, writeProjectName } from './names.mjs';
import { renameText } from './rename-text.mjs';

/** Who holds the copyright does not change with the name, and names here are examples. */
const kept = /^(?:LICENSE$|tools\/workspace\/src\/(?:rename|create)\/)/;

/** Files in which more is to be done than in others. */
const special = new Map([
  ['package.json', renameRoot],
  ['package-lock.json', (text, names) => sortedLockFile(renameRoot(text, names))],
  ['cspell.config.jsonc', knowWords],
  [projectNameFile, writeProjectName],
]);

/** The text of a file with the new names. */
export function renameFile(path, text, from, to, workspace) {
  // Git and editors take a file with a zero byte for a binary one, too.
  if (kept.test(path) || text.includes('\0')) return text;
  const renamed = renameText(text, from, to, workspace);
  if (special.has(path)) return special.get(path)(renamed, to);
  return renamed !== text && path.endsWith('/package.json') ? sortedManifest(renamed) : renamed;
}

/** The package of the whole is named like the project. */
function renameRoot(text, { name }) {
  const content = JSON.parse(text);
  content.name = name;
  if (content.packages) content.packages[''].name = name;
  return json(content);
}

/** No dictionary has to know the names. */
function knowWords(text, { scope, name }) {
  const words = [...new Set([...scope.slice(1).split('-'), ...name.split('-')])];
  return text.replace(
    /(?<="ignoreWords": )\[[^\]]*\](?=, \/\/ The project's names\.)/,
    JSON.stringify(words).replaceAll(',', ', '),
  );
}

function sortedManifest(text) {
  return json(sortDependencies(JSON.parse(text)));
}

/** In the order in which npm writes it, so that the next `npm install` changes nothing. */
function sortedLockFile(text) {
  const content = JSON.parse(text);
  const [root, ...packages] = Object.entries(content.packages);
  content.packages = Object.fromEntries(
    [root, ...packages.sort(byName)].map(([path, entry]) => [path, sortDependencies(entry)]),
  );
  return json(content);
}

function sortDependencies(manifest) {
  for (const kind of ['dependencies', 'devDependencies']) {
    if (manifest[kind]) manifest[kind] = Object.fromEntries(Object.entries(manifest[kind]).sort(byName));
  }
  return manifest;
}

const byName = ([one], [other]) => one.localeCompare(other, 'en');
const json = (content) => `${JSON.stringify(content, null, 2)}\n`;
