import { randomBytes } from 'node:crypto';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import { stackNameOf } from '@jobs/infra/stack-name';
import { callerSession, type LocalStack, type LocalStackOptions, startStack } from '@jobs/local';
import { testAssembly, testContract } from '@jobs/local/testing/test-contract';
import { type Answer, type Credentials, type RequestOptions, signedRequest } from './signed-request.ts';

/** A stack under test, seen from outside. */
export interface Target {
  readonly client: JobsClient;
  readonly apiUrl: string;
  readonly region: string;
  /** Credentials of a principal that may call the API. */
  readonly credentials: Credentials;
  /** Sends a signed request to a path of the API, such as `/jobs`. */
  call(path: string, options?: RequestOptions): Promise<Answer>;
  stop(): Promise<void>;
}

/** A local stack, which tests can inspect and inject faults into. */
export interface LocalTarget extends Target {
  readonly stack: LocalStack;
  /** Credentials of the local user, who may do everything except call the API. */
  readonly userCredentials: Credentials;
}

/** The cloud assembly that the suite runs: the stack with the tests' contract. */
export const assembly = testAssembly;

/** Node options that make a program use the tests' contract. */
export const nodeOptions = ['--conditions=@jobs/source', `--conditions=${testContract}`];

/** The stack in `assembly` that the suite starts. */
export const stackName = stackNameOf('dev');

/** Whether the suite runs against a deployed stack: `JOBS_API_URL` and AWS credentials in the environment. */
export const isDeployed = process.env.JOBS_API_URL !== undefined;

/** Returns the stack under test: the deployed one, or a new local one. */
export function startTarget(): Promise<Target> {
  return process.env.JOBS_API_URL === undefined
    ? startLocalTarget()
    : Promise.resolve(deployedTarget(process.env.JOBS_API_URL));
}

function deployedTarget(apiUrl: string): Target {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY || !AWS_REGION) {
    throw new Error('JOBS_API_URL is set, so AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set too.');
  }
  const credentials = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
  return { ...callers(apiUrl, AWS_REGION, credentials), stop: () => Promise.resolve() };
}

/** Starts a stack on a free port. */
export async function startLocalTarget(options: Partial<LocalStackOptions> = {}): Promise<LocalTarget> {
  const userCredentials = {
    accessKeyId: 'AKIALOCALUSEROFTHETEST',
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const stack = await startStack({ assembly, stackName, credentials: userCredentials, ...options });
  const { outputs, region } = stack;
  const credentials = callerSession(stack, 'e2e', 12 * 3600);
  return {
    ...callers(outputs.JobsApiEndpoint ?? '', region, credentials),
    stack,
    userCredentials,
    stop: () => stack.stop(),
  };
}

function callers(url: string, region: string, credentials: Credentials): Omit<Target, 'stop'> {
  const apiUrl = url.replace(/\/$/, '');
  return {
    apiUrl,
    region,
    credentials,
    client: createJobsClient({ baseUrl: apiUrl, region, credentials }),
    call: (path, options = {}) => signedRequest(`${apiUrl}${path}`, { region, credentials, ...options }),
  };
}
