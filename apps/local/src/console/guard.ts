import { createHash, timingSafeEqual } from 'node:crypto';
import { headerValue, type RequestHead } from '@jobs/local-aws/kernel';
import { ConsoleRefusal } from './errors.ts';

/**
 * Refuses what doesn't come from the console's own page: another `Host` is one that an attacker has made to name this
 * machine, and another `Origin` is another page.
 * @throws ConsoleRefusal
 */
export function checkSource(request: RequestHead, port: number): void {
  const host = headerValue(request, 'host');
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (host === undefined || !hosts.includes(host)) {
    throw new ConsoleRefusal(403, 'ForeignHost', `The console is only available at http://127.0.0.1:${port}/console/.`);
  }
  const origin = headerValue(request, 'origin');
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || headerValue(request, 'sec-fetch-site') === 'cross-site') {
    throw new ConsoleRefusal(403, 'ForeignOrigin', 'The console only accepts requests from its own page.');
  }
}

/** @throws ConsoleRefusal unless the request has the token of the run */
export function checkToken(request: RequestHead, token: string): void {
  const [, given = ''] = /^Bearer (.+)$/.exec(headerValue(request, 'authorization') ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new ConsoleRefusal(
    401,
    'TokenMissing',
    'Open the console at the address that npm start or jobs-api open prints.',
  );
}

/** Of the same length, whatever was given. */
const digest = (text: string) => createHash('sha256').update(text).digest();
