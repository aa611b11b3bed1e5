import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultyFiles } from '@jobs/local/testing/faulty-files';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithQuickJobs } from './testing/assembly-with-quick-jobs.ts';
import { isDeployed, startLocalTarget } from './testing/target.ts';

/** The number of jobs that run at a time. */
const concurrency = 2;

describe.skipIf(isDeployed)('a stack whose disk fills up', () => {
  it('rejects new jobs, holds queued ones, and resumes both when there is space', async () => {
    const disk = faultyFiles();
    const problems: string[] = [];
    const dataFolder = mkdtempSync(join(tmpdir(), 'jobs-local-'));
    const target = await startLocalTarget({
      assembly: assemblyWithQuickJobs(concurrency),
      dataFolder,
      fileSystem: disk.files,
      reportProblem: (problem) => problems.push(problem),
    });
    onTestFinished(() => target.stop());
    const { client, stack } = target;
    const ids = await Promise.all(Array.from({ length: 20 }, () => client.submit(sleeping(60)).then(({ id }) => id)));

    disk.leaveRoom(0);
    const refused = await target.call('/jobs', { method: 'POST', body: '{"seconds":1}' });
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text)).toEqual({ message: 'The job could not be queued. Try again later.' });
    // Running jobs cannot store their result. Waiting jobs must not start.
    await expect
      .poll(() => stack.lambda.pending().filter(({ state }) => state === 'running'), { timeout: 20_000 })
      .toEqual([]);
    const untouched = stack.lambda.pending().filter(({ attempts }) => attempts === 0);
    expect(untouched.length).toBeGreaterThanOrEqual(ids.length - 2 * concurrency);

    disk.leaveRoom(Infinity);
    const accepted = await target.call('/jobs', { method: 'POST', body: '{"seconds":1}' });
    expect(accepted.status).toBe(202);
    const outcomes = await Promise.all(
      ids.map((id) =>
        client.wait(id).then(
          ({ status }) => status,
          (error: unknown) => (error as { job: { error: { type: string } } }).job.error.type,
        ),
      ),
    );
    const failed = outcomes.filter((outcome) => outcome !== 'Success');
    expect(failed.filter((type) => type !== 'JobClaimError' && type !== 'InternalServerError')).toEqual([]);
    expect(failed.length).toBeLessThanOrEqual(2 * concurrency);
    expect(problems.filter((problem) => /^Cannot write .*ENOSPC/.test(problem)).length).toBeGreaterThan(0);
    expect(problems.filter((problem) => problem.endsWith('is writable again.')).length).toBeGreaterThan(0);
  });

  it('replays an archived event as soon as there is space', async () => {
    const disk = faultyFiles();
    const problems: string[] = [];
    const archived: string[] = [];
    let isBroken = true;
    const broken = { kind: 'throw', errorType: 'Broken', message: 'on purpose' } as const;
    const target = await startLocalTarget({
      dataFolder: mkdtempSync(join(tmpdir(), 'jobs-local-')),
      fileSystem: disk.files,
      faults: { lambda: { before: (name) => (isBroken && name.includes('ErrorHandler') ? broken : undefined) } },
      report: ({ type }) => type === 'event-archived' && archived.push(type),
      reportProblem: (problem) => problems.push(problem),
    });
    onTestFinished(() => target.stop());
    const handle = await target.client.submit(sleeping(301));
    await expect.poll(() => archived, { timeout: 20_000 }).toHaveLength(1);
    isBroken = false;

    disk.leaveRoom(0);
    const { eventBridge } = target.stack;
    const [archive] = await eventBridge.listArchives();
    const { arn: archiveArn = '', busArn = '' } = archive ?? {};
    const window = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000 };
    eventBridge.startReplay({ name: 'again', archiveArn, ...window, destination: { busArn } });
    await expect.poll(() => problems.filter((each) => each.includes('cannot deliver'))).not.toEqual([]);

    disk.leaveRoom(Infinity);
    await expect(handle.wait()).rejects.toMatchObject({ job: { error: { type: 'JobTooLongError' } } });
  });
});
