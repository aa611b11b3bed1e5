import { delimiter, join, resolve } from 'node:path';

/** The folder of this checkout. */
export const workspace = resolve(import.meta.dirname, '../../../..');

/** What the checks install and log; git and Nx ignore it. */
export const cacheFolder = join(workspace, 'node_modules/.cache/checks');

/**
 * The environment of a command that is run as a person would run it: without what Nx and npm hand to their children, by
 * which a nested one takes itself for a part of the run around it; with the tools of a workspace first in the PATH.
 */
export function commandEnvironment(root = workspace): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:NX_|npm_|FORCE_COLOR$)/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    NO_COLOR: '1',
    NX_DAEMON: 'false',
    NX_WORKSPACE_ROOT_PATH: root,
  };
}

/** The same without anything of AWS, so that neither an account nor a profile of this machine is reached. */
export function environmentWithoutAws(root = workspace): NodeJS.ProcessEnv {
  const inherited = Object.entries(commandEnvironment(root)).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
