import { expect, it } from 'vitest';
import { createJobsClient } from './index.ts';
import { redactor } from './redact.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { fakeFetch } from './testing/fake-fetch.ts';
import { baseUrl, jobId, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

const length = 100_000;
const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const fragments = ['Signature expired', 'token ', '%25', '\\u00', 'a ', '=/', 'é', '💼', '\\"'];

/** Code that takes quadratic time on these texts runs for minutes, and exceeds the test's time limit. */
it.each([...characters, ...fragments])('100 KB of %j take no time, wherever they occur', async (fragment) => {
  const text = fragment.repeat(length / fragment.length);
  const header = /^[\x21-\x7e]+$/.test(fragment) ? text : 'x';
  const headers = { 'x-amzn-errortype': header, date: header, 'retry-after': header, location: header };
  for (const status of [200, 403]) {
    const { fetch } = fakeFetch(() => new Response(`Signature expired: ${text}`, { status, headers }));
    const client = createJobsClient({
      ...{ baseUrl, fetch, credentials: testCredentials, clock: fakeClock() },
      retry: { maxAttempts: 1 },
    });
    await expect(client.get(jobId)).rejects.toMatchObject({ name: 'JobsApiError' });
    for (const call of [client.get(text), client.submit(sleeping(1), { idempotencyKey: text })]) {
      await expect(call).rejects.toMatchObject({ code: 'InvalidConfiguration' });
    }
  }
  for (const url of [`https://${text} `, `https://host/${text}?`, `https://${text}.amazonaws.com`, text]) {
    expect(() => createJobsClient({ baseUrl: url, credentials: testCredentials })).toThrow(/^baseUrl must be /);
  }
});

it('redacts a text only once, so that it grows by no more than one mark for each run of letters', () => {
  const redact = redactor({ accessKeyId: 'A', secretAccessKey: 'e', sessionToken: 'd' });
  expect(redact('e d [redacted] e')).toBe('[redacted] [redacted] [[redacted]] [redacted]');
  expect(redact('e'.repeat(length))).toBe('[redacted]');
});
