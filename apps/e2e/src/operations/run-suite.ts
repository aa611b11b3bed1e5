import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/**
 * Runs the suite against a deployed stack with the tests' contract, in a session of its invoke role.
 * @param tests run only files whose name contains one of these; an empty list runs all
 * @returns the exit code
 */
export async function runSuite(
  { region, outputs }: { readonly region: string; readonly outputs: Readonly<Record<string, string>> },
  tests: readonly string[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number | null> {
  const assumeRole = new AssumeRoleCommand({ RoleArn: outputs.JobsApiInvokeRole, RoleSessionName: 'e2e' });
  const { Credentials: session } = await new STSClient({ region }).send(assumeRole, { abortSignal: signal });
  const vitest = resolve(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...tests], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: 'inherit',
    env: {
      ...environment,
      AWS_PROFILE: undefined,
      JOBS_API_URL: outputs.JobsApiEndpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: session?.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: session?.SecretAccessKey,
      AWS_SESSION_TOKEN: session?.SessionToken,
    },
  });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}
