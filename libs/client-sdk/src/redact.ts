import type { Credentials } from './credentials.ts';

/**
 * Takes secrets out of what other people wrote: for a wrong signature the gateway repeats the canonical request, with the
 * session token in it, and a proxy may repeat any header.
 */
export function redactor({ secretAccessKey, sessionToken = secretAccessKey }: Credentials): (text: string) => string {
  // JSON may escape a slash, and a URL all that is not a letter or digit.
  const secrets = [secretAccessKey, sessionToken].flatMap((secret) => [
    secret,
    secret.replaceAll('/', '\\/'),
    encodeURIComponent(secret),
  ]);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}
