import { createHash, timingSafeEqual } from 'node:crypto';
import { headerValue, type RequestHead } from '@jobs/local-aws/kernel';
import { ConsoleRequestError } from './errors.ts';

/**
 * Rejects requests that don't come from the console's own page: a foreign `Host` means that an attacker's domain
 * resolves to this machine (DNS rebinding), and a foreign `Origin` that another page sent the request.
 * @throws ConsoleRequestError
 */
export function checkSource(request: RequestHead, port: number): void {
  const host = headerValue(request, 'host');
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (host === undefined || !hosts.includes(host)) {
    throw new ConsoleRequestError(
      403,
      'ForeignHost',
      `The console is only available at http://127.0.0.1:${port}/console/.`,
    );
  }
  const origin = headerValue(request, 'origin');
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || headerValue(request, 'sec-fetch-site') === 'cross-site') {
    throw new ConsoleRequestError(403, 'ForeignOrigin', 'The console only accepts requests from its own page.');
  }
}

/** @throws ConsoleRequestError unless the request has the token of the run */
export function checkToken(request: RequestHead, token: string): void {
  const [, given = ''] = /^Bearer (.+)$/.exec(headerValue(request, 'authorization') ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new ConsoleRequestError(
    401,
    'TokenMissing',
    'Open the console at the address that npm start or jobs-api open prints.',
  );
}

/** Digests have the same length, as `timingSafeEqual` requires. */
const digest = (text: string) => createHash('sha256').update(text).digest();
