import { projectNameFile, writeProjectName } from './names.mjs';
import { renameText } from './rename-text.mjs';

/** The copyright holder stays the same, and names in these two folders are examples. */
const kept = /^(?:LICENSE$|tools\/workspace\/src\/(?:rename|create)\/)/;

/** Files that need more than a text replacement. */
const special = new Map([
  ['package.json', renameRoot],
  ['package-lock.json', (text, names) => sortedLockFile(renameRoot(text, names))],
  ['cspell.config.jsonc', knowWords],
  [projectNameFile, writeProjectName],
]);

/** The text of a file with the new names. */
export function renameFile(path, text, from, to, workspace) {
  // A file with a zero byte counts as binary, as it does for Git and editors.
  if (kept.test(path) || text.includes('\0')) return text;
  const renamed = renameText(text, from, to, workspace);
  if (special.has(path)) return special.get(path)(renamed, to);
  return renamed !== text && path.endsWith('/package.json') ? sortedManifest(renamed) : renamed;
}

/** The root package has the name of the project. */
function renameRoot(text, { name }) {
  const content = JSON.parse(text);
  content.name = name;
  if (content.packages) content.packages[''].name = name;
  return json(content);
}

/** Lets the spelling check accept the names. */
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

/** In npm's own order, so that the next `npm install` changes nothing. */
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
