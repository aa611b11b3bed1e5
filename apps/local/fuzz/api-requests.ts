import { hostileJson } from './hostile-json.ts';
import type { Message } from './message.ts';
import type { Random } from './random.ts';

/** What a caller can send to the API: hostile bodies, content types, keys and paths. */
export function apiRequest(random: Random, stageName: string): Message {
  return random.oneIn(2) ? submission(random, stageName) : anyPath(random, stageName);
}

function submission(random: Random, stageName: string): Message {
  return {
    method: 'POST',
    target: `/${stageName}/jobs${random.oneIn(8) ? `?${pathText(random, 50)}` : ''}`,
    headers: [
      ['content-type', random.oneIn(2) ? 'application/json' : random.pick(contentTypes)],
      // A few fixed keys limit how many jobs are accepted.
      [
        random.pick(['Idempotency-Key', 'idempotency-key'] as const),
        random.oneIn(2) ? random.pick(jobKeys) : `'${headerText(random)}`,
      ],
      ...oddHeaders(random),
    ],
    body: random.oneIn(10) ? Buffer.from('{"seconds":400}') : hostileJson(random, { seconds: 400 }),
  };
}

function anyPath(random: Random, stageName: string): Message {
  const method = random.oneIn(2) ? 'GET' : random.pick(methods);
  const target = random.pick([
    `/${stageName}/jobs/${pathText(random, 80)}`,
    `/${stageName}/jobs/${random.pick(oddIds)}`,
    `/${stageName}/${pathText(random, 30)}`,
    `/${pathText(random, 30)}`,
    `/${stageName}/jobs/${'x'.repeat(random.below(12_000))}`,
    `/${stageName}/jobs/1?${pathText(random, 200)}`,
  ] as const);
  const body = random.oneIn(10) ? random.bytes(random.below(100)) : Buffer.alloc(0);
  return { method, target, headers: oddHeaders(random), body };
}

function oddHeaders(random: Random): (readonly [string, string])[] {
  if (!random.oneIn(3)) return [];
  return Array.from({ length: random.below(5) }, () => [random.pick(headerNames), headerText(random)] as const);
}

/** Text without characters that end a request line. */
const pathText = (random: Random, longest: number) => random.text(longest).replaceAll(/[\s\0\u007f]/g, '');
/** Text without characters that end a header. */
const headerText = (random: Random) => random.text(80).replaceAll(/[\r\n\0]/g, '');

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'] as const;
const jobKeys = ['fuzz-1', 'fuzz-2', 'fuzz-3', 'fuzz-4', 'fuzz-5'] as const;
const oddIds = [
  '%00',
  '%2e%2e%2f',
  '..%2f..%2fetc',
  '%c0%af',
  '%ff',
  '%',
  '%zz',
  '__proto__',
  '1795000000000-',
  '9999999999999-00000000-0000-4000-8000-000000000000',
  '-1',
  '%F0%9F%98%80',
  '%24input.path(%27%24%27)',
  '%23set(%24x=1)',
  '"%7D',
] as const;
const contentTypes = [
  'application/json; charset=UTF-8',
  'APPLICATION/JSON',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json, text/plain',
  ';',
  '',
  '__proto__',
  'application/json;charset="',
] as const;
const headerNames = [
  'accept',
  'accept-encoding',
  'content-encoding',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'range',
  'cookie',
  'x-http-method-override',
  '__proto__',
  'x-amz-invocation-type',
  'InvocationType',
  'if-none-match',
  'user-agent',
] as const;
