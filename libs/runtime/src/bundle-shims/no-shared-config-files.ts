/**
 * Replaces the AWS SDK's loader of `~/.aws/config` and `~/.aws/credentials` in the bundles of the functions: Lambda
 * has no such files, and its environment contains everything that they could.
 */
export const loadSharedConfigFiles = () => Promise.resolve({ configFile: {}, credentialsFile: {} });

/** Between the parts of a name in those files. */
// eslint-disable-next-line @typescript-eslint/naming-convention -- the replaced module exports it under this name
export const CONFIG_PREFIX_SEPARATOR = '.';
