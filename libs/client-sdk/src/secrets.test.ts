import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createJobsClient } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, json } from './testing/fake-fetch.ts';
import { baseUrl, jobId } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

const secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const token = 'IQoJb3JpZ2luX2VjEHsession/token+with==';

/** Everything that a careless log would print. */
const printed = (value: unknown) =>
  [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? value.stack : '',
  ].join('\n');

function createTestClient(answer: Answerer, seen: unknown[] = []) {
  return createJobsClient({
    baseUrl: baseUrl,
    credentials: () => Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: secretKey, sessionToken: token }),
    fetch: fakeFetch(answer).fetch,
    clock: fakeClock(),
    onRequest: (info) => seen.push(info),
    onResponse: (info) => seen.push(info),
  });
}

/** A server that repeats all it was sent, as a debugging proxy does, and the gateway for a wrong signature (A8). */
const echo =
  (status: number, contentType: string, write: (text: string) => string): Answerer =>
  ({ headers }) =>
    new Response(write(`${[...headers].join('\n')}\n${secretKey}`), {
      status,
      headers: {
        'content-type': contentType,
        'x-amzn-errortype': token,
        'x-amzn-requestid': token,
        location: `/${token}`,
      },
    });

const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const plainOf = (text: string) =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** All that can be read out of a text in which secrets are encoded. */
function decoded(text: string): string {
  const parts = text.split(/[^\w+/=%.~-]+/).flatMap((part) => {
    const plain = [part, plainOf(part), plainOf(plainOf(part))];
    return [...plain, ...plain.flatMap((each) => each.split('/').map((run) => Buffer.from(run, 'base64').toString()))];
  });
  return [text, ...parts].join('\n');
}

describe('secrets', () => {
  it('do not show in the client or in a submitted job', async () => {
    const client = createTestClient(() => json({ id: jobId }, 202));
    const handle = await client.submit(sleeping(1));

    for (const value of [client, handle]) {
      expect(printed(value)).not.toContain(secretKey);
      expect(printed(value)).not.toContain(token);
    }
  });

  it.each([
    ['A8 JSON', echo(403, 'application/json', (message) => JSON.stringify({ message, details: message }))],
    [
      'JSON with escaped slashes',
      echo(403, 'application/json', (message) => JSON.stringify({ message }).replaceAll('/', '\\/')),
    ],
    ['JSON of another shape', echo(403, 'application/json', (text) => JSON.stringify({ text }))],
    ['a URL', echo(403, 'text/plain', (text) => `https://proxy.example/?q=${encodeURIComponent(text)}`)],
    ['a URL with lower-case escapes', echo(403, 'text/plain', (text) => text.replace(/[/+=]/g, percent))],
    ['a URL in a URL', echo(403, 'text/plain', (text) => encodeURIComponent(encodeURIComponent(text)))],
    ...['', 'x', 'xy', 'xyz'].map((before): [string, Answerer] => [
      `base64 after '${before}'`,
      echo(403, 'text/plain', (t) => base64(before + t)),
    ]),
    ['base64 in a path', echo(403, 'text/plain', (text) => `/log/${Buffer.from(text).toString('base64url')}`)],
    ['base64 in a URL', echo(403, 'text/plain', (text) => encodeURIComponent(base64(`?${text}`)))],
    ['a page', echo(502, 'text/html', (text) => `<pre>${text}</pre>`)],
    ['a success', echo(200, 'text/html', (text) => text)],
    ['a redirect', echo(302, 'text/html', (text) => text)],
  ])('do not show in the error, the hooks and the raw response when %s repeats them', async (_, answer) => {
    const seen: unknown[] = [];
    const client = createTestClient(answer, seen);

    const error: unknown = await client.get(jobId).catch((reason: unknown) => reason);
    const raw: unknown = await client
      .fetch(new Request(`${baseUrl}/jobs/${jobId}`))
      .then(async (response) => [await response.text(), ...response.headers])
      .catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    for (const value of [error, raw, ...seen]) {
      for (const secret of [secretKey, token]) {
        expect(printed(value)).not.toContain(secret);
        expect(printed(value)).not.toContain(secret.replaceAll('/', '\\/'));
        expect(printed(value)).not.toContain(encodeURIComponent(secret));
        expect(decoded(printed(value))).not.toContain(secret);
      }
    }
  });

  it('do not show when the connection fails or credentials are incomplete', async () => {
    const failing = createTestClient(() => new TypeError('fetch failed'));
    const incomplete = createJobsClient({
      baseUrl: baseUrl,
      credentials: { accessKeyId: '', secretAccessKey: secretKey },
    });

    for (const client of [failing, incomplete]) {
      const error: unknown = await client.get(jobId).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(printed(error)).not.toContain(secretKey);
      expect(printed(error)).not.toContain(token);
    }
  });
});
