import { parseArgs } from 'node:util';

export const help = `Creates a repository with an asynchronous job API on AWS, under the names that you choose.

  npx create-jobs-api NAME [--scope @SCOPE] [--directory FOLDER]

  NAME                the project's name, such as orders: its stacks are orders-dev and orders-prod
  --scope @SCOPE      the npm scope of its packages (default: @NAME)
  --directory FOLDER  the folder to create it in, empty or new (default: NAME)
  --help              show this text
`;

/**
 * Reads a command line.
 * @throws Error that names the problem with it
 */
export function parseCommandLine(args) {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (values.help) return { help: true };
  if (name === undefined)
    throw new Error(`Give the name of the project, such as: npx create-jobs-api orders${seeHelp}`);
  if (more.length > 0) throw new Error(`Unexpected argument '${more[0]}'.${seeHelp}`);
  return { name, scope: values.scope ?? name, directory: values.directory ?? name };
}

const seeHelp = '\nSee: npx create-jobs-api --help';

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { scope: { type: 'string' }, directory: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new Error(`${error.message}${seeHelp}`, { cause: error });
  }
}
