import { describe, expect, it } from 'vitest';
import { createJobsClient } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, inTurn, json } from './testing/fake-fetch.ts';
import { baseUrl, cancelled, jobId, running, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

function createTestClient(answer: Answerer) {
  const { fetch, sent } = fakeFetch(answer);
  return { client: createJobsClient({ baseUrl, credentials: testCredentials, fetch, clock: fakeClock() }), sent };
}

describe('cancel', () => {
  it('asks the service, and returns the resulting job', async () => {
    const { client, sent } = createTestClient(() => json(cancelled));
    expect(await client.cancel(jobId)).toEqual(cancelled);
    expect(sent).toMatchObject([{ method: 'POST', url: `${baseUrl}/jobs/${jobId}/cancel` }]);
    expect(sent[0]?.headers.get('idempotency-key')).toBeNull();
  });

  it('is retried, which is safe', async () => {
    const { client, sent } = createTestClient(
      inTurn(
        () => json({ message: 'busy' }, 503),
        () => json(cancelled),
      ),
    );
    expect(await client.cancel(jobId)).toEqual(cancelled);
    expect(sent).toHaveLength(2);
  });

  it.each([
    [404, 'JobNotFound', 'There is no job with this id.'],
    [409, 'JobAlreadyEnded', 'The job has already ended: its status is Success.'],
  ])('explains why it cannot be done: %i %s', async (status, code, message) => {
    const { client } = createTestClient(() => json({ message }, status));
    await expect(client.cancel(jobId)).rejects.toMatchObject({ name: 'JobsApiError', status, code, message });
  });

  it('does not accept a response for another job', async () => {
    const { client } = createTestClient(() => json({ ...cancelled, id: 'another' }));
    await expect(client.cancel(jobId)).rejects.toMatchObject({ code: 'UnexpectedBody' });
  });

  it("does not mistake a proxy's 404 for the service's", async () => {
    const { client } = createTestClient(() => new Response('<html>', { status: 404 }));
    await expect(client.cancel(jobId)).rejects.toMatchObject({ code: 'Http404' });
  });

  it.each(['', '.', '..', 'a/b', undefined as never])('rejects invalid ids: %s', async (id) => {
    const { client, sent } = createTestClient(() => json(cancelled));
    await expect(client.cancel(id)).rejects.toMatchObject({ name: 'JobsConfigurationError' });
    expect(sent).toEqual([]);
  });

  it('is a method of a submitted job', async () => {
    const { client, sent } = createTestClient(
      inTurn(
        () => json({ id: jobId, status: 'Pending' }, 202),
        () => json(cancelled),
      ),
    );
    const job = await client.submit(sleeping(1));
    expect(await job.cancel()).toEqual(cancelled);
    expect(sent[1]?.url).toBe(`${baseUrl}/jobs/${jobId}/cancel`);
  });
});

describe('waiting for a job that is cancelled', () => {
  it('ends with the job', async () => {
    const { client } = createTestClient(
      inTurn(
        () => json(running),
        () => json(cancelled),
      ),
    );
    await expect(client.wait(jobId)).rejects.toMatchObject({
      name: 'JobCancelledError',
      code: 'JobCancelled',
      retryable: false,
      job: cancelled,
    });
  });
});
