import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createJobsClient } from '@jobs/client-sdk';
import { type StartedLocalStack, startLocalStack } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assembly, isDeployed } from './testing/target.ts';

describe.skipIf(isDeployed)('startLocalStack', () => {
  let local: StartedLocalStack;
  beforeAll(async () => {
    local = await startLocalStack({ assembly });
  });
  afterAll(() => local.stop());

  /** Runs a job that exceeds its time limit of five minutes. */
  const timeOut = async (advance: () => Promise<unknown>) => {
    const job = await local.client.submit(sleeping(250));
    await vi.waitFor(
      async () => {
        expect((await job.get())?.status).toBe('Running');
      },
      { timeout: 20_000 },
    );
    await advance();
    await expect(job.wait()).rejects.toMatchObject({
      job: { status: 'Failure', error: { message: expect.stringContaining('timed out after 300') as string } },
    });
  };

  it('lets a test advance the clock by five minutes', async () => {
    await timeOut(() => local.clock.advance(300_000));
  });

  it('lets another process advance the clock', async () => {
    const url = local.environment.JOBS_LOCAL_CLOCK_URL ?? '';
    const post = async (body: string, to = url) => (await fetch(to, { method: 'POST', body })).status;
    await timeOut(async () => {
      expect(await post('300000')).toBe(204);
    });
    for (const body of ['', '-1', 'soon']) expect(await post(body)).toBe(400);
    expect(await post('1', new URL('/', url).href)).toBe(400);
  });

  it('provides the environment for a program that calls the API', async () => {
    const { JOBS_API_URL: baseUrl = '', AWS_REGION: region, ...keys } = local.environment;
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = keys;
    const client = createJobsClient({
      ...{ baseUrl, region },
      credentials: {
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        sessionToken: AWS_SESSION_TOKEN,
      },
    });
    expect((await client.submitAndWait(sleeping(1))).status).toBe('Success');
  });
});
