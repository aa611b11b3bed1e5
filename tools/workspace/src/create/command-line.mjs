import { parseArgs } from 'node:util';

export const help = `Makes a repository for an asynchronous job API on AWS, with the names that you give it.

  npx create-jobs-api NAME [--scope @SCOPE] [--directory FOLDER]

  NAME                what the project is called, such as orders: its stacks are orders-dev and orders-prod
  --scope @SCOPE      the npm scope of its packages (default: @NAME)
  --directory FOLDER  where to write it, an empty folder or none yet (default: NAME)
  --help              show this
`;

/**
 * What a command line asks for.
 * @throws Error that says what is wrong with it
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
