import { describe, expect, it } from 'vitest';
import { createJobsClient, JobsConfigurationError } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { fakeFetch, json } from './testing/fake-fetch.ts';
import { baseUrl, jobId, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

function createTestClient() {
  const { fetch, sent } = fakeFetch(() => json({ id: jobId }, 202));
  return { client: createJobsClient({ baseUrl, credentials: testCredentials, fetch, clock: fakeClock() }), sent };
}

describe('submitted numbers', () => {
  it.each([
    [5.0, '5'],
    [-0, '0'],
    [9007199254740991, '9007199254740991'],
    [0.1, '0.1'],
    // Not a whole number to API Gateway, which rejects it where the contract has one.
    [1e21, '1e+21'],
  ])('are written as JavaScript does: %d', async (seconds, text) => {
    const { client, sent } = createTestClient();
    await client.submit(sleeping(seconds));
    expect(sent.map(({ body }) => body)).toEqual([`{"seconds":${text}}`]);
  });

  it.each([NaN, Infinity, -Infinity])('are rejected before anything is sent if JSON has no %d', async (seconds) => {
    const { client, sent } = createTestClient();
    const error: unknown = await client.submit(sleeping(seconds)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JobsConfigurationError);
    expect(error).toHaveProperty('message', `Cannot send 'seconds': JSON has no ${seconds}. Send a finite number.`);
    expect(sent).toEqual([]);
  });
});
