import type { Credentials } from './credentials.ts';

/** How many layers of encoding a text may have. */
const maxDepth = 3;

/** The characters that can be part of an encoded secret. */
const runs = /[\w+/=%\\.~-]+/g;

/**
 * Removes secrets from others' text: for a wrong signature, the gateway repeats the canonical request, including the
 * session token, and a proxy may repeat any header. Finds them in plain text, escaped as in JSON, percent-encoded and
 * in base64. The text never grows by more than one mark for each run of letters that contains a secret.
 */
export function redactor({ secretAccessKey, sessionToken = secretAccessKey }: Credentials): (text: string) => string {
  // No encoding is shorter than the text that it encodes.
  const minLength = Math.min(secretAccessKey.length, sessionToken.length);
  const isSecret = (run: string, depth = 0): boolean =>
    run.length >= minLength &&
    (run.includes(secretAccessKey) ||
      run.includes(sessionToken) ||
      (depth < maxDepth && decodings(run).some((decoded) => decoded !== run && isSecret(decoded, depth + 1))));
  return (text) => text.replace(runs, (run) => (isSecret(run) ? '[redacted]' : run));
}

/** All possible decodings of a text; base64 may begin at any of four offsets. */
function decodings(text: string): string[] {
  const escaped = text.replace(/\\u00|\\/g, (escape) => (escape === '\\' ? '' : '%'));
  const base64 = text
    .replace(/[^\w+/-]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return [
    escaped.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    ...[0, 1, 2, 3].map((start) => atob(withoutRest(base64.slice(start)))),
  ];
}

/** One character is less than a byte of base64. */
const withoutRest = (base64: string) => (base64.length % 4 === 1 ? base64.slice(0, -1) : base64);
