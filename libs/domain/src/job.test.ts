import { describe, expect, it } from 'vitest';
import { JobTooLongError, runJob } from './job.ts';
import { jobContext } from './testing/fixtures.ts';

const context = (slept: number[]) =>
  jobContext({
    timeLimitSeconds: 300,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  });

describe('runJob', () => {
  it('sleeps as long as it was asked to', async () => {
    const slept: number[] = [];
    expect(await runJob({ seconds: 300 }, context(slept))).toEqual({ message: 'I slept for 300 seconds' });
    expect(slept).toEqual([300_000]);
  });

  it('says "1 second"', async () => {
    expect(await runJob({ seconds: 1 }, context([]))).toEqual({ message: 'I slept for 1 second' });
  });

  it('refuses to take longer than the function may', async () => {
    const slept: number[] = [];
    const job = runJob({ seconds: 301 }, context(slept));
    await expect(job).rejects.toThrow(JobTooLongError);
    await expect(job).rejects.toMatchObject({
      name: 'JobTooLongError',
      message: 'A job may take at most 300 seconds; this one asked for 301.',
    });
    expect(slept).toEqual([]);
  });
});
