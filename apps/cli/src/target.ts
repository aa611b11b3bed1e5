import { userInfo } from 'node:os';
import type { CredentialsProvider } from '@jobs/client-sdk';
import type { TargetOptions } from './command-line.ts';
import { findDeployedStage } from './deployed-stage-file.ts';
import { UsageError } from './errors.ts';
import { findLocalStack, type LocalStackFile } from './local-stack-file.ts';

/** An API, and as whom to call it. */
export interface Target {
  readonly url: string;
  readonly region: string | undefined;
  readonly credentials: CredentialsProvider;
  /** The file that described the API. */
  readonly file?: string;
}

/**
 * The API that was named, by its stage or its address, or the one of the stack that runs on this machine.
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

  const stack = findRunningStack(folder, options.state, ', or give --stage, --url or JOBS_API_URL');
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
 * The stack that runs on this machine.
 * @param alternative what else can be done than to start one
 * @throws UsageError when there is none
 */
export function findRunningStack(folder: string, state: string | undefined, alternative = ''): LocalStackFile {
  const stack = findLocalStack(folder, state);
  if (stack) return stack;
  throw new UsageError(
    state === undefined
      ? `No stack runs here: .local/stack.json is not in this folder or above. Start one with npm start${alternative}.`
      : `No stack runs here: there is no stack.json in ${state}. Start one with npm start.`,
  );
}

/** Where the AWS CLI would take them from, and then the role's. */
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
 * A session named after the person, so that logs of AWS tell who it was: `[\w+=,.@-]{2,64}` (docs of AssumeRole). A role
 * that wants a source identity (the setting `api.callerRoles.sourceIdentity`) refuses without one, and most roles refuse
 * with one: nobody but the role knows.
 */
function inRole(RoleArn: string, assume: (params: RoleSession) => CredentialsProvider): CredentialsProvider {
  const person = userInfo().username.replace(/[^\w+=,.@-]/g, '-');
  const RoleSessionName = `jobs-cli-${person}`.slice(0, 64);
  let provider = assume({ RoleArn, RoleSessionName });
  const identified = assume({ RoleArn, RoleSessionName, SourceIdentity: RoleSessionName });
  return async () => {
    try {
      return await provider();
    } catch (refusal) {
      if (provider === identified || !(refusal instanceof Error && refusal.name.startsWith('AccessDenied')))
        throw refusal;
      const credentials = await identified().catch(() => {
        throw refusal;
      });
      provider = identified;
      return credentials;
    }
  };
}

/** Loads the AWS SDK only when it is needed: `--help` need not wait for it. */
function lazily(load: () => Promise<CredentialsProvider>): CredentialsProvider {
  let loaded: Promise<CredentialsProvider> | undefined;
  return async () => (await (loaded ??= load()))();
}
