import { mappingTemplate } from './mapping-template.ts';

/** Name -> value. */
type Headers = Readonly<Record<string, string>>;

/** What lets pages of other origins call the API and read its answers. */
export interface Cors {
  /** Headers of what an operation answers. */
  readonly headers: Headers;
  /** Goes in front of a response template. */
  readonly template: string;
  /** Headers of what the gateway itself answers. */
  readonly errorHeaders: Headers;
  /** Headers of the answer to a preflight, further to `headers`; undefined when none is answered. */
  readonly preflightHeaders: ((methods: readonly string[]) => Headers) | undefined;
}

const noCors: Cors = { headers: {}, template: '', errorHeaders: {}, preflightHeaders: undefined };

/**
 * What a signed request has, in addition to what a browser sends anyway: by our own SDK, by Amplify (`x-amz-user-agent`), and by
 * clients that are built on the AWS SDK (`amz-sdk-…`: https://github.com/aws/aws-sdk-js-v3/issues/1376).
 */
const requestHeaders = [
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'content-type',
  'idempotency-key',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-user-agent',
];

/** What a client needs of an answer, and a browser would hide. */
const exposedHeaders = ['x-amzn-ErrorType', 'x-amzn-RequestId', 'Retry-After', 'Location', 'Date'];

/** Chrome's limit. */
const preflightMaxAgeSeconds = 7200;

/** @param allowedOrigins such as `https://app.example.com`, or `*` alone; none turns it off */
export function buildCors(allowedOrigins: readonly string[]): Cors {
  const [origin, ...others] = allowedOrigins;
  if (origin === undefined) return noCors;
  const headersFor = (allowed: string) => ({
    'Access-Control-Allow-Origin': allowed,
    'Access-Control-Expose-Headers': exposedHeaders.join(','),
    ...(allowed !== '*' && { Vary: 'Origin' }),
  });
  return {
    headers: headersFor(origin),
    // One of several is named only when it asks.
    template: others.length > 0 ? mappingTemplate('allow-origin', { otherOrigins: ` ${others.join(' ')} ` }) : '',
    // Gateway responses can't choose (docs/facts/a.md#a24). What they say depends on nobody: a page that can't sign
    // learns nothing from it.
    errorHeaders: headersFor(others.length > 0 ? '*' : origin),
    preflightHeaders: (methods) => ({
      'Access-Control-Allow-Methods': [...methods, 'OPTIONS'].join(','),
      'Access-Control-Allow-Headers': requestHeaders.join(','),
      'Access-Control-Max-Age': String(preflightMaxAgeSeconds),
    }),
  };
}

/** Headers with fixed values, as the response parameters of an integration; nothing for none. */
export const integrationHeaders = (headers: Headers) => responseParameters(headers, (value) => `'${value}'`);

/** The same headers as a method's response parameters: what it may answer with. */
export const methodHeaders = (headers: Headers) => responseParameters(headers, () => true);

/** The same headers as those of a gateway response. */
export const gatewayResponseHeaders = (headers: Headers): { responseHeaders?: Record<string, string> } => {
  const entries = Object.entries(headers).map(([name, value]) => [name, `'${value}'`]);
  return entries.length > 0 ? { responseHeaders: Object.fromEntries(entries) as Record<string, string> } : {};
};

function responseParameters<Value>(
  headers: Headers,
  valueOf: (value: string) => Value,
): { responseParameters?: Record<string, Value> } {
  const entries = Object.entries(headers);
  if (entries.length === 0) return {};
  return {
    responseParameters: Object.fromEntries(
      entries.map(([name, value]) => [`method.response.header.${name}`, valueOf(value)]),
    ),
  };
}
