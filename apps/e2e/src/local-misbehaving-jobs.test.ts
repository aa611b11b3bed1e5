import { describe, expect, it } from 'vitest';
import { type JobFailedError } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithJobCode } from './testing/assembly-with-strange-jobs.ts';
import { startCommand } from './testing/command-process.ts';
import { isDeployed } from './testing/target.ts';

const wait = 'for (;;);';

describe.skipIf(isDeployed)('a job', () => {
  it('that kills its process only fails itself: the run and the next jobs continue', async () => {
    const assembly = assemblyWithJobCode(
      {
        2: `process.kill(0, 'SIGTERM'); ${wait}`,
        3: `process.kill(-1, 'SIGKILL'); ${wait}`,
        4: `execSync('kill -KILL 0');`,
        5: 'process.abort();',
      },
      1,
    );
    const run = startCommand(['--assembly', assembly]);
    await run.hasWritten('Press Ctrl-C');
    const client = await run.client();
    const errorOf = (seconds: number) =>
      client.submitAndWait(sleeping(seconds)).then(
        () => 'none',
        (error: unknown) => (error as JobFailedError).job.error,
      );
    for (const [seconds, signal] of [
      [2, 'terminated'],
      [3, 'killed'],
      [4, 'killed'],
      [5, 'aborted'],
    ] as const) {
      expect(await errorOf(seconds)).toEqual({
        type: 'Runtime.ExitError',
        message: expect.stringMatching(new RegExp(`Error: Runtime exited with error: signal: ${signal}$`)) as string,
      });
    }
    expect(await errorOf(1)).toBe('none');
    expect(run.child.exitCode).toBeNull();
  });

  it('that closes its descriptors leaves those of the run open', async () => {
    const run = startCommand([
      '--assembly',
      assemblyWithJobCode({ 2: 'closeSync(0); closeSync(1); closeSync(2);' }, 1),
    ]);
    await run.hasWritten('Press Ctrl-C');
    const client = await run.client();
    await client.submitAndWait(sleeping(2));
    await client.submitAndWait(sleeping(1));
    await expect.poll(() => run.output().match(/stored: Success/g)).toHaveLength(3);
  });
});
