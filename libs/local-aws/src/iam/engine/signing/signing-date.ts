import { AuthenticationError, Memo } from '../../../kernel/index.ts';

const times = new Memo<number>(100);

/** `YYYYMMDDTHHMMSSZ`, as in `X-Amz-Date` and the string to sign. */
export function formatSigningDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/**
 * Epoch milliseconds of `X-Amz-Date`, or of `Date`, which can also be an HTTP date.
 * @throws AuthenticationError `IncompleteSignature` when it is neither
 */
export function parseSigningDate(text: string): number {
  return times.get(text, () => parse(text));
}

function parse(text: string): number {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const iso = basic ? `${basic.slice(1, 4).join('-')}T${basic.slice(4, 7).join(':')}Z` : undefined;
  const epochMs = iso !== undefined ? Date.parse(iso) : httpDate.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(epochMs)) return epochMs;
  throw new AuthenticationError(
    'IncompleteSignature',
    `Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
}

/** IMF-fixdate of RFC 9110, 5.6.7. */
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
