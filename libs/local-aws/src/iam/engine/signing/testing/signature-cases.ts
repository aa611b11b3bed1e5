/** A request whose signature is recorded. */
export interface SignatureCase {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  /** Path and query as sent. @default '/' */
  readonly target?: string;
  /** As sent, in this order; a name may occur more than once. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /**
   * Whether the session token, if any, is covered by the signature.
   * @default none
   */
  readonly sessionToken?: 'signed' | 'unsigned';
  /** Adds the hash of the body as `x-amz-content-sha256`. */
  readonly bodyHash?: boolean;
  /** Signs in the query instead of a header. */
  readonly presigned?: boolean;
}

const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const;

/** The classes of requests that AWS's SigV4 test suite covers, and those that it lacks. */
export const signatureCases: readonly SignatureCase[] = [
  { name: 'get' },
  { name: 'get-path-unreserved', target: `/${unreserved}` },
  { name: 'get-path-utf8', target: '/%E1%88%B4/J%C3%B6rg' },
  { name: 'get-path-space', target: '/example%20space/' },
  { name: 'get-path-reserved', target: "/a%2Fb:c;d=e,f@g!h'i(j)k*l+m&n$o" },
  { name: 'get-path-relative', target: '/example/..' },
  { name: 'get-path-relative-twice', target: '/example1/example2/../..' },
  { name: 'get-path-dot', target: '/./example' },
  { name: 'get-path-dot-only', target: '/./' },
  { name: 'get-path-slashes-only', target: '//' },
  { name: 'get-path-slashes', target: '//example//' },
  { name: 'get-query', target: '/?Param1=value1' },
  { name: 'get-query-order-name', target: '/?Param2=value2&Param1=value1' },
  { name: 'get-query-order-case', target: '/?param=a&Param=b&PARAM=c&p-a=d&p_a=e' },
  { name: 'get-query-order-value', target: '/?Param1=value2&Param1=Value1&Param1=10&Param1=9' },
  { name: 'get-query-duplicate', target: '/?Param1=value1&Param1=value1' },
  { name: 'get-query-unreserved', target: `/?${unreserved}=${unreserved}` },
  { name: 'get-query-utf8', target: '/?%E1%88%B4=J%C3%B6rg' },
  { name: 'get-query-space', target: '/?a%20b=c%20d&e+f=g+h' },
  { name: 'get-query-reserved', target: "/?a%26b=c%3Dd&e%2Bf=g%25h&i!'()*=/:;?@" },
  { name: 'get-query-empty-value', target: '/?Param1=&Param2' },
  {
    name: 'get-header-duplicate',
    headers: [
      ['My-Header1', 'value2'],
      ['My-Header1', 'value2'],
      ['My-Header1', 'value1'],
    ],
  },
  {
    name: 'get-header-order',
    headers: [
      ['Zeta', '1'],
      ['alpha', '2'],
      ['X-Beta', '3'],
    ],
  },
  {
    name: 'get-header-trim',
    headers: [
      ['My-Header1', '  value1  '],
      ['My-Header2', '"a   b \t  c"'],
    ],
  },
  { name: 'get-header-empty', headers: [['My-Header1', '']] },
  { name: 'post', method: 'POST' },
  { name: 'post-header-case', method: 'POST', headers: [['MY-HEADER1', 'VALUE1']] },
  { name: 'post-query', method: 'POST', target: '/?Param1=value1' },
  { name: 'post-form', method: 'POST', headers: [form], body: 'Param1=value1' },
  {
    name: 'post-form-charset',
    method: 'POST',
    headers: [[form[0], `${form[1]}; charset=utf-8`]],
    body: 'Param1=J%C3%B6rg',
  },
  { name: 'post-json', method: 'POST', headers: [['Content-Type', 'application/json']], body: '{"name": "Jörg ሴ"}' },
  { name: 'post-body-hash', method: 'POST', body: '{"seconds":5}', bodyHash: true },
  { name: 'post-session-token-signed', method: 'POST', sessionToken: 'signed' },
  { name: 'post-session-token-unsigned', method: 'POST', sessionToken: 'unsigned' },
  { name: 'presigned', target: '/dev/jobs', presigned: true },
  { name: 'presigned-query', target: '/dev/jobs?b=2&a=J%C3%B6rg&a=1', presigned: true },
  { name: 'presigned-session-token', target: '/dev/jobs', presigned: true, sessionToken: 'signed' },
  { name: 'presigned-body', method: 'POST', target: '/dev/jobs', body: '{"seconds":5}', presigned: true },
  {
    name: 'unsigned-payload',
    method: 'POST',
    headers: [['X-Amz-Content-Sha256', 'UNSIGNED-PAYLOAD']],
    body: '{"seconds":5}',
  },
];
