import { describe, expect, it } from 'vitest';
import { createJobsClient } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, json } from './testing/fake-fetch.ts';
import { baseUrl, jobId } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

const credentials = { accessKeyId: 'ASIA', secretAccessKey: 'secret/key+of=someone' };

function createTestClient(answer: Answerer, more: Partial<Parameters<typeof createJobsClient>[0]> = {}) {
  const { fetch, sent } = fakeFetch(answer);
  return { sent, client: createJobsClient({ baseUrl, credentials, fetch, clock: fakeClock(), ...more }) };
}

const configurationError = (message: RegExp) => ({
  name: 'JobsConfigurationError',
  message: expect.stringMatching(message) as string,
});

describe('empty or invalid input is rejected before anything is sent', () => {
  it.each(['', ' ', 'a b', 'é', '☃', 'a/b', 'x'.repeat(129), null as never, 5 as never])(
    'as an idempotency key: %j',
    async (idempotencyKey) => {
      const { client, sent } = createTestClient(() => json({ id: jobId }, 202));
      await expect(client.submit(sleeping(1), { idempotencyKey })).rejects.toMatchObject(
        configurationError(/^idempotencyKey must match \^\[A-Za-z0-9_-\]\+\$, with at most 128 characters: /),
      );
      expect(sent).toEqual([]);
    },
  );

  it('as a key of a raw request', async () => {
    const { client, sent } = createTestClient(() => json({ id: jobId }, 202));
    const request = { method: 'POST', headers: { 'idempotency-key': '' }, body: JSON.stringify(sleeping(1)) };
    const submission = client.fetch(new Request(`${baseUrl}/jobs`, request));
    await expect(submission).rejects.toMatchObject(configurationError(/^idempotencyKey must match/));
    expect(sent).toEqual([]);
  });

  it.each(['', '.', '..', 'a/b', '%2e', undefined as never, {} as never])('as the id of a job: %j', async (id) => {
    const { client, sent } = createTestClient(() => json({}));
    for (const call of [client.get(id), client.wait(id), client.cancel(id)]) {
      await expect(call).rejects.toMatchObject(configurationError(/^The job id must match/));
    }
    expect(sent).toEqual([]);
  });

  it.each([
    ['nothing at all', undefined, /needs the baseUrl/],
    ['no address', { credentials }, /needs the baseUrl/],
    ['no credentials', { baseUrl }, /needs credentials/],
    [
      'no attempts',
      { baseUrl, credentials, retry: { maxAttempts: 0 } },
      /^retry\.maxAttempts must be at least 1, not 0/,
    ],
    [
      'attempts as text',
      { baseUrl, credentials, retry: { maxAttempts: '4' } },
      /^retry\.maxAttempts must be at least 1, not 4/,
    ],
    ['no region', { baseUrl, credentials, region: '' }, /set region unless/],
    ['a region of blanks', { baseUrl, credentials, region: 'eu west' }, /set region unless/],
    ['a fetch that is not a function', { baseUrl, credentials, fetch: null }, /^fetch must be a function/],
  ])('as options: %s', (_what, options, message) => {
    expect(() => createJobsClient(options as never)).toThrow(expect.objectContaining(configurationError(message)));
  });
});

describe('unusable credentials', () => {
  it.each([
    ['accessKeyId is missing', { ...credentials, accessKeyId: '' }],
    ['secretAccessKey is missing', { ...credentials, secretAccessKey: undefined }],
    ['accessKeyId is missing', undefined],
    ['accessKeyId contains invalid characters', { ...credentials, accessKeyId: ' ' }],
    ['secretAccessKey contains invalid characters', { ...credentials, secretAccessKey: 'of-a-file\n' }],
    ['sessionToken contains invalid characters', { ...credentials, sessionToken: 'two\nlines' }],
    ['sessionToken contains invalid characters', { ...credentials, sessionToken: '☃' }],
  ])('are reported without their values, before anything is sent: %s', async (problem, given) => {
    const { client, sent } = createTestClient(() => json({}), { credentials: () => Promise.resolve(given as never) });
    await expect(client.get(jobId)).rejects.toMatchObject({
      name: 'JobsCredentialsError',
      message: expect.stringMatching(`^No usable credentials: ${problem}[ a-z,]*\\.$`) as string,
    });
    expect(sent).toEqual([]);
  });
});

describe('an invalid call', () => {
  const circular: Record<string, unknown> = {};
  circular.itself = circular;

  it.each([undefined, () => 1, 1n, circular])('as parameters: %s', async (parameters) => {
    const { client, sent } = createTestClient(() => json({ id: jobId }, 202));
    await expect(client.submit(parameters as never)).rejects.toMatchObject(configurationError(/^Cannot send /));
    expect(sent).toEqual([]);
  });

  it.each([Number.NaN, -1, '60', null])('as the time to wait: %j', async (timeoutMs) => {
    const { client, sent } = createTestClient(() => json({}));
    await expect(client.wait(jobId, { timeoutMs: timeoutMs as never })).rejects.toMatchObject(
      configurationError(/^timeoutMs must be at least 0, not /),
    );
    expect(sent).toEqual([]);
  });

  it.each([{ cursor: '' }, { status: '' }, { order: '' }, { status: null }])('as options of a list: %j', (options) => {
    const { client } = createTestClient(() => json({ jobs: [] }));
    expect(() => client.list(options as never)).toThrow(
      expect.objectContaining(configurationError(/must be a non-empty string/)),
    );
  });
});

describe('an empty session token', () => {
  const given = { credentials: { ...credentials, sessionToken: '' } };

  it('counts as missing, and leaves responses unchanged', async () => {
    const message = 'x'.repeat(60_000);
    const { client, sent } = createTestClient(() => json({ message }, 403), given);
    const error = await client.get(jobId).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'JobsApiError', status: 403 });
    expect(String(error)).toMatch(/^JobsApiError: x+/);
    expect(String(error)).not.toContain('redacted');
    expect(sent[0]?.headers.has('x-amz-security-token')).toBe(false);
  });
});

it('learns the time from an error that repeats a secret', async () => {
  const clock = fakeClock();
  const expired =
    'Signature expired: 20201027T125500Z is now earlier than 20201027T125507Z (20201027T130007Z - 5 min.)';
  // A secret that is a part of what has to be read.
  const secretAccessKey = 'expired';
  let attempts = 0;
  const { client } = createTestClient(
    () => ((attempts += 1) === 1 ? json({ message: expired }, 403) : json({ id: jobId }, 202)),
    { clock, credentials: { accessKeyId: 'ASIA', secretAccessKey } },
  );
  await client.submit(sleeping(1));
  expect(attempts).toBe(2);
});
