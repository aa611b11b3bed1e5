import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobsClient } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { startPersistentRun as start } from './testing/persistent-run.ts';
import { isDeployed } from './testing/target.ts';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'jobs-local-'));

const submitMany = (client: JobsClient, count: number) =>
  Promise.all(Array.from({ length: count }, () => client.submit(sleeping(1)).then(({ id }) => id)));

const outcomeOf = (client: JobsClient, id: string) =>
  client.wait(id).then(
    ({ status }) => status,
    (error: unknown) => (error as { job: { error: { type: string } } }).job.error.type,
  );

describe.skipIf(isDeployed)('a stack with --data', () => {
  it('loses no accepted job when it is killed at any point', { timeout: 120_000 }, async () => {
    const data = temporaryFolder();
    const state = temporaryFolder();
    const accepted: string[] = [];
    const moments = ['invocation-queued', 'invocation-started', 'item-stored', 'invocation-succeeded'];
    for (const moment of moments) {
      const run = await start(data, state);
      await run.line('first-job-done');
      const before = run.lineCount();
      const moreIds: string[] = [];
      const submitting = Array.from({ length: 6 }, () =>
        run.client.submit(sleeping(1)).then(
          ({ id }) => moreIds.push(id),
          () => 'the connection ended before the answer',
        ),
      );
      await Promise.race([run.line(moment, before), Promise.all(submitting).then(() => run.line(moment, before))]);
      await run.kill();
      await Promise.all(submitting);
      accepted.push(...moreIds);
    }
    const last = await start(data, state);
    accepted.push(...(await submitMany(last.client, 2)));
    const outcomes = await Promise.all(accepted.map((id) => outcomeOf(last.client, id)));
    expect(outcomes.length).toBeGreaterThan(8);
    expect(outcomes.filter((each) => each !== 'Success' && each !== 'Runtime.ExitError')).toEqual([]);
    expect(outcomes).toContain('Runtime.ExitError');
    expect(outcomes.slice(-2)).toEqual(['Success', 'Success']);
  });

  it('rejects jobs that it cannot store, and keeps all accepted ones', { timeout: 120_000 }, async () => {
    const data = temporaryFolder();
    const state = temporaryFolder();
    const run = await start(data, state, { maxFileKb: 48 });
    await run.line('first-job-done');
    const accepted: string[] = [];
    let rejection: unknown;
    while (rejection === undefined && accepted.length < 500) {
      await run.client.submit(sleeping(1)).then(
        ({ id }) => accepted.push(id),
        (error: unknown) => (rejection = error),
      );
    }
    expect(rejection).toMatchObject({ status: 503 });
    expect(accepted.length).toBeGreaterThan(10);
    expect(await run.line('problem')).toMatchObject({
      message: expect.stringMatching(/^Cannot write .*\.log: EFBIG: file too large\./) as string,
    });
    await run.kill();

    const next = await start(data, state);
    expect(await next.line('note')).toMatchObject({
      message: expect.stringMatching(/^The first job is waiting for \d+ events from an earlier run\.$/) as string,
    });
    accepted.push(...(await submitMany(next.client, 2)));
    const outcomes = await Promise.all(accepted.map((id) => outcomeOf(next.client, id)));
    const expected = ['Success', 'Runtime.ExitError', 'JobClaimError', 'InternalServerError'];
    expect(outcomes.filter((outcome) => !expected.includes(outcome))).toEqual([]);
    expect(outcomes.slice(-2)).toEqual(['Success', 'Success']);
    await next.line('first-job-done');
  });

  it('rejects a second run on its folder', async () => {
    const data = temporaryFolder();
    await start(data, temporaryFolder());
    await expect(start(data, temporaryFolder())).rejects.toThrow(/is in use by another run/);
  });
});
