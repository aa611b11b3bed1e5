import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { InterruptedError, OperationError } from '../operation/errors.ts';
import type { Account } from './account.ts';

/** The folder of the cloud assembly: the output of `npx nx synth infra`, or `JOBS_ASSEMBLY`. */
export const assemblyFolder = (environment: NodeJS.ProcessEnv): string =>
  environment.JOBS_ASSEMBLY
    ? resolve(environment.JOBS_ASSEMBLY)
    : resolve(import.meta.dirname, '../../../infra/cdk.out');

/** What can go on after an interruption. */
function stillRunning(command: string, subject: string): string {
  if (command === 'deploy') {
    return `CloudFormation may still be changing ${subject}. To roll back an update: aws cloudformation cancel-update-stack --stack-name ${subject}`;
  }
  return command === 'diff'
    ? ''
    : `CloudFormation may still be working: \`cdk ${command}\` was interrupted, but that does not stop CloudFormation.`;
}

/**
 * Runs a command of the CDK CLI in the account, connected to our terminal. A change of a stack continues on AWS when
 * it is interrupted.
 * @throws OperationError when it fails; CDK itself prints why
 */
export async function runCdk(args: readonly string[], { region }: Account, signal: AbortSignal): Promise<void> {
  const [command = '', subject = ''] = args;
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const { FORCE_COLOR, ...environment } = process.env;
  // Nx asks for colours even where there is no terminal.
  const colours = process.stdout.isTTY && FORCE_COLOR !== undefined ? { FORCE_COLOR } : {};
  // CDK prints some AWS errors with a stack trace, in which the message is lost.
  const child = spawn(process.execPath, ['--stack-trace-limit=0', cdk, ...args, '--no-notices'], {
    stdio: 'inherit',
    env: {
      ...environment,
      ...colours,
      AWS_REGION: region,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: 'true',
    },
  });
  // Ctrl-C reaches CDK through the terminal, SIGTERM through us; we exit after it.
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  if (signal.aborted) throw new InterruptedError(`Interrupted. ${stillRunning(command, subject)}`.trim());
  if (code !== 0) throw new OperationError(`\`cdk ${command}\` failed; see its output above.`);
}
