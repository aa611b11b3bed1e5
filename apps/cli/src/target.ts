import { userInfo } from 'node:os';
import type { CredentialsProvider } from '@jobs/client-sdk';
import type { TargetOptions } from './command-line.ts';
import { findDeployedStage } from './deployed-stage-file.ts';
import { UsageError } from './errors.ts';
import { findLocalStack, type LocalStackFile } from './local-stack-file.ts';

/** An API, and the credentials to call it with. */
export interface Target {
  readonly url: string;
  readonly region: string | undefined;
  readonly credentials: CredentialsProvider;
  /** The file that described the API. */
  readonly file?: string;
}

/**
 * The API that was specified, by its stage or its URL, or else that of the local stack.
 * @throws UsageError when there is neither
 */
export function findTarget(options: TargetOptions, environment: NodeJS.ProcessEnv, folder: string): Target {
  if (options.stage !== undefined) {
    const { region, outputs, file } = findDeployedStage(options.stage, folder);
    const credentials = deployedCredentials(region, options.role ?? outputs.JobsApiInvokeRole);
    return { url: outputs.JobsApiEndpoint, region: options.region ?? region, credentials, file };
  }
  const url = options.state === undefined ? (options.url ?? environment.JOBS_API_URL) : undefined;
  const region = options.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  if (url) return { url, region: region ?? undefined, credentials: deployedCredentials(region, options.role) };

  const stack = findRunningStack(folder, options.state, ', or specify --stage, --url or JOBS_API_URL');
  const { endpoint, outputs, credentials, file } = stack;
  const role = options.role ?? outputs.JobsApiInvokeRole;
  return {
    url: outputs.JobsApiEndpoint,
    region: stack.region,
    file,
    credentials: lazily(async () => {
      const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
      const clientConfig = { endpoint, region: stack.region };
      return inRole(role, (params) =>
        fromTemporaryCredentials({ masterCredentials: credentials, params, clientConfig }),
      );
    }),
  };
}

/**
 * The local stack.
 * @param alternative what to do instead of starting one
 * @throws UsageError when there is none
 */
export function findRunningStack(folder: string, state: string | undefined, alternative = ''): LocalStackFile {
  const stack = findLocalStack(folder, state);
  if (stack) return stack;
  throw new UsageError(
    state === undefined
      ? `No local stack is running: there is no .local/stack.json in this folder or its parents. Start one with npm start${alternative}.`
      : `No local stack is running: there is no stack.json in ${state}. Start one with npm start.`,
  );
}

/** The AWS CLI's credentials, and then those of the role. */
function deployedCredentials(region: string | undefined, role: string | undefined): CredentialsProvider {
  const clientConfig = region ? { region } : {};
  return lazily(async () => {
    const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
    const own = fromNodeProviderChain({ clientConfig });
    if (!role) return own;
    return inRole(role, (params) => fromTemporaryCredentials({ masterCredentials: own, params, clientConfig }));
  });
}

interface RoleSession {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly SourceIdentity?: string;
}

/**
 * A session named after the user, so that AWS's logs identify them: `[\w+=,.@-]{2,64}` (docs of AssumeRole). A role
 * that requires a source identity (the setting `api.callerRoles.sourceIdentity`) rejects sessions without one, and
 * most other roles reject sessions with one, so both are tried.
 */
function inRole(RoleArn: string, assume: (params: RoleSession) => CredentialsProvider): CredentialsProvider {
  const person = userInfo().username.replace(/[^\w+=,.@-]/g, '-');
  const RoleSessionName = `jobs-cli-${person}`.slice(0, 64);
  let provider = assume({ RoleArn, RoleSessionName });
  const identified = assume({ RoleArn, RoleSessionName, SourceIdentity: RoleSessionName });
  return async () => {
    try {
      return await provider();
    } catch (rejection) {
      if (provider === identified || !(rejection instanceof Error && rejection.name.startsWith('AccessDenied')))
        throw rejection;
      const credentials = await identified().catch(() => {
        throw rejection;
      });
      provider = identified;
      return credentials;
    }
  };
}

/** Loads the AWS SDK only when it is needed, so that `--help` does not wait for it. */
function lazily(load: () => Promise<CredentialsProvider>): CredentialsProvider {
  let loaded: Promise<CredentialsProvider> | undefined;
  return async () => (await (loaded ??= load()))();
}
