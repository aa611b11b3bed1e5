import { mappingTemplate } from './mapping-template.ts';

/** Name -> value. */
type Headers = Readonly<Record<string, string>>;

/** Lets pages of other origins call the API and read its responses. */
export interface Cors {
  /** Headers of an operation's responses. */
  readonly headers: Headers;
  /** Prepended to a response template. */
  readonly template: string;
  /** Headers of the gateway's own responses. */
  readonly errorHeaders: Headers;
  /**
   * Headers of the response to a preflight, in addition to `headers`; undefined if the API does not support
   * preflights.
   */
  readonly preflightHeaders: ((methods: readonly string[]) => Headers) | undefined;
}

const noCors: Cors = { headers: {}, template: '', errorHeaders: {}, preflightHeaders: undefined };

/**
 * Headers of signed requests, beyond those that browsers always send: from our own SDK, from Amplify
 * (`x-amz-user-agent`), and from clients built on the AWS SDK (`amz-sdk-…`:
 * https://github.com/aws/aws-sdk-js-v3/issues/1376).
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

/** Response headers that a client needs and a browser would hide. */
const exposedHeaders = ['x-amzn-ErrorType', 'x-amzn-RequestId', 'Retry-After', 'Location', 'Date'];

/** Chrome's limit. */
const preflightMaxAgeSeconds = 7200;

/** @param allowedOrigins such as `https://app.example.com`, or `*` alone; empty turns CORS off */
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
    // With several origins, only the one that asks is named.
    template: others.length > 0 ? mappingTemplate('allow-origin', { otherOrigins: ` ${others.join(' ')} ` }) : '',
    // Gateway responses can't choose (docs/facts/a.md#a24). Their body is the same for everyone, so exposing it
    // leaks nothing.
    errorHeaders: headersFor(others.length > 0 ? '*' : origin),
    preflightHeaders: (methods) => ({
      'Access-Control-Allow-Methods': [...methods, 'OPTIONS'].join(','),
      'Access-Control-Allow-Headers': requestHeaders.join(','),
      'Access-Control-Max-Age': String(preflightMaxAgeSeconds),
    }),
  };
}

/** Headers with fixed values, as an integration's response parameters. */
export const integrationHeaders = (headers: Headers) => responseParameters(headers, (value) => `'${value}'`);

/** The same headers as a method's response parameters, which declare them. */
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
