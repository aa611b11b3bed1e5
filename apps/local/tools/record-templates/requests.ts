import fc from 'fast-check';
import { requestId, requestTime } from '@jobs/local-aws/testing/api-gateway';

const hostileTexts = [
  '',
  ' ',
  "it's",
  'say "hi"',
  String.raw`back\slash`,
  String.raw`\"`,
  '</script>',
  'a/b//c',
  '$jobId',
  '${input.body}',
  '$!{x}',
  '#set($x = 1)',
  '#end',
  '##',
  '#*',
  '"}, "TableName": "x',
  '\n',
  '\r\n\t\b\f',
  '\0',
  '\u007F',
  '\u0085',
  '\u2028\u2029',
  'ä',
  '日本語',
  '😀',
  '\uD83D',
  '\uDE00x',
  '\uFEFF',
  'ａ',
  '%20+%',
  'null',
  'true',
  '[]',
  '{}',
];

/** Texts that a caller could send anywhere. */
export const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ maxLength: 40 }),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.array(fc.constantFrom(...hostileTexts), { minLength: 2, maxLength: 4 }).map((texts) => texts.join('')),
);

const ages = [0, 1, 60_000, 60_001, 6 * 3600 * 1000, 6 * 3600 * 1000 + 1, 3e9, -1, -300_000, -300_001, 1e12];
const generatedIds = fc.constantFrom(...ages).map((age) => `${requestTime - age}-${requestId}`);
const keys = fc.string({ minLength: 1, maxLength: 130, unit: fc.constantFrom(...Array.from('abcXYZ019-_')) });

/** Generated ids of all ages, idempotency keys, and texts that are neither. */
export const jobIds = fc.oneof(
  generatedIds,
  keys,
  generatedIds.map((id) => `${id}x`),
  anyText,
);

const keyNames = ['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY', 'idempotency_key'];
const keyValues = fc.oneof(
  keys,
  keys.map((key) => `"${key}"`),
  keys.map((key) => `"${key}`),
  anyText,
  fc.constantFrom('""', '"', 'k'.repeat(128), 'k'.repeat(129), 'order-1'),
);

/** None, one or several headers of a `POST /jobs`. */
export const headersOfSubmit = fc.oneof(
  fc.constant({}),
  fc.dictionary(fc.constantFrom(...keyNames), keyValues, { maxKeys: 2 }),
);

/** `Origin` as browsers send it, and in other forms. */
export const origins = fc.dictionary(
  fc.constantFrom('Origin', 'origin', 'ORIGIN'),
  fc.oneof(
    fc.constantFrom('https://a.example', 'https://b.example', 'http://localhost:3000', 'http://localhost:300'),
    fc.constantFrom('https://b.example http://localhost:3000', 'b.example', 'null', ''),
    anyText,
  ),
  { maxKeys: 2 },
);

/** The path as it was sent. */
export const paths = fc.constantFrom('/dev/jobs', '/dev/jobs/', '/dev/jobs//', '/jobs', '/base/path/jobs/');

/** Who called, and the id that the request got or chose. */
export const callers = {
  caller: fc.constantFrom('AROAEXAMPLE:session', 'AIDA123', 'AROAEXAMPLE:a:b', "AROAEXAMPLE:o'neil"),
  userArn: fc.constantFrom(
    'arn:aws:sts::000000000000:assumed-role/Role/session',
    "arn:aws:iam::000000000000:user/o'neil",
    'arn:aws:iam::000000000000:user/a+b=c,d.e@f',
  ),
  requestId: fc.constantFrom(requestId, requestId.toUpperCase(), '00000000-0000-0000-0000-000000000000'),
  time: fc.constantFrom(requestTime, requestTime + 999, 951_782_400_000, 4_102_444_799_999),
};
