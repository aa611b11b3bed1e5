import { delimiter, join, resolve } from 'node:path';

/** The folder of this checkout. */
export const workspace = resolve(import.meta.dirname, '../../../..');

/** The folder for files that checks install and log; git and Nx ignore it. */
export const cacheFolder = join(workspace, 'node_modules/.cache/checks');

/**
 * The environment of a command as a person would run it: without the variables that Nx and npm pass to child
 * processes, which would make a nested run part of the outer one, and with a workspace's tools first in the PATH.
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

/** The same without AWS settings, so that no account or profile of this machine is used. */
export function environmentWithoutAws(root = workspace): NodeJS.ProcessEnv {
  const inherited = Object.entries(commandEnvironment(root)).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
