import { randomUUID } from 'node:crypto';
import { headerValue, type HttpRequest, randomHex } from '../../kernel/index.ts';

/** The ids of one request (docs/facts/a.md#a71, #a72, #a81). */
export interface RequestIds {
  /** `x-amzn-RequestId`, a uuid, which the client may choose. */
  readonly requestId: string;
  /** `x-amz-apigw-id`, base64 that ends in `=`. */
  readonly extendedRequestId: string;
  /** `X-Amzn-Trace-Id`. */
  readonly traceId: string;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Generates ids; the request id and the trace id are the client's if it sent them. */
export function newRequestIds(request: HttpRequest, now: number): RequestIds {
  const sentRoot = /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(headerValue(request, 'x-amzn-trace-id') ?? '')?.[1];
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  const sentId = headerValue(request, 'x-amzn-requestid') ?? '';
  return {
    requestId: uuid.test(sentId) ? sentId : randomUUID(),
    extendedRequestId: Buffer.from(randomHex(22), 'hex').toString('base64'),
    traceId: `Root=${sentRoot ?? `1-${seconds}-${randomHex(24)}`}`,
  };
}
