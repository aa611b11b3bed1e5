/** Where the project's name is defined; other uses of it are derived from it, or are text that `renameText` knows. */
export const projectNameFile = 'apps/infra/src/stages/project-name.ts';
const projectName = /(?<=projectName = ['"])[^'"]*/;

/** The names of roles and functions begin with the stack's name and have at most 64 characters. */
const maxNameLength = 40;

/**
 * Checks the requested names.
 * @param requested `scope` may lack its `@`, which has a special meaning in some shells
 * @throws Error that describes the required format
 */
export function parseNames({ scope, name }) {
  return { name: parseName(name), scope: parseScope(scope) };
}

function parseScope(text) {
  const scope = text.startsWith('@') ? text : `@${text}`;
  if (/^@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(scope) && scope.length <= 214) return scope;
  throw new Error(
    `Cannot use '${text}' as the scope: npm allows lower-case letters, digits and hyphens. Choose a scope such as --scope=@acme.`,
  );
}

function parseName(name) {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name) && name.length <= maxNameLength) return name;
  throw new Error(
    `Cannot use '${name}' as the name: stacks are called <name>-<stage>, so it must be lower-case letters, digits and ` +
      `single hyphens, begin with a letter, and have at most ${maxNameLength} characters. Choose a name such as --name=orders.`,
  );
}

/** Reads the current names from the files of a workspace. */
export function readNames(read) {
  const [scope] = JSON.parse(read('apps/infra/package.json')).name.split('/');
  const [name] = projectName.exec(read(projectNameFile) ?? '') ?? [];
  if (name === undefined)
    throw new Error(`Cannot rename: ${projectNameFile} must set projectName to a string literal.`);
  return { scope, name };
}

export const writeProjectName = (text, { name }) => text.replace(projectName, name);

/** The API's title in texts: `order-entry` becomes the Order Entry API. */
export function titleOf(name) {
  const words = name.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  if (words.length > 1 && words.at(-1) === 'Api') words.pop();
  return `${words.join(' ')} API`;
}
