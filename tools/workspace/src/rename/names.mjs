/** Where the project's name stands; all that is named like it is derived from there, or is text that `renameText` knows. */
export const projectNameFile = 'apps/infra/src/stages/project-name.ts';
const projectName = /(?<=projectName = ['"])[^'"]*/;

/** AWS cuts the names of roles and functions, which begin with the stack's, after 64 characters. */
const maxNameLength = 40;

/**
 * The names that are asked for, or an error that says what they must be.
 * @param asked `scope` may come without its `@`, which some shells take for something else
 */
export function parseNames({ scope, name }) {
  return { name: parseName(name), scope: parseScope(scope) };
}

function parseScope(text) {
  const scope = text.startsWith('@') ? text : `@${text}`;
  if (/^@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(scope) && scope.length <= 214) return scope;
  throw new Error(
    `Cannot use '${text}' as the scope: npm allows lower-case letters, digits and hyphens. Give one such as --scope=@acme.`,
  );
}

function parseName(name) {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name) && name.length <= maxNameLength) return name;
  throw new Error(
    `Cannot use '${name}' as the name: stacks are called <name>-<stage>, so it must be lower-case letters, digits and ` +
      `single hyphens, begin with a letter, and have at most ${maxNameLength} characters. Give one such as --name=orders.`,
  );
}

/** The names that a workspace has, by its files. */
export function readNames(read) {
  const [scope] = JSON.parse(read('apps/infra/package.json')).name.split('/');
  const [name] = projectName.exec(read(projectNameFile) ?? '') ?? [];
  if (name === undefined) throw new Error(`Cannot rename: ${projectNameFile} has no text as its projectName.`);
  return { scope, name };
}

export const writeProjectName = (text, { name }) => text.replace(projectName, name);

/** How the API is called in texts: `order-entry` is the Order Entry API. */
export function titleOf(name) {
  const words = name.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  if (words.length > 1 && words.at(-1) === 'Api') words.pop();
  return `${words.join(' ')} API`;
}
