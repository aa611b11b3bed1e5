import { randomBytes } from 'node:crypto';
import type { TraceContext } from './trace-header.ts';

/** A DynamoDB call and its outcome. */
export interface TracedCall {
  readonly trace: TraceContext;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** For example, `GetItem`. */
  readonly operation: string;
  readonly tableName: string;
  readonly region: string | undefined;
  /** The SDK's metadata of the response. */
  readonly metadata: CallMetadata;
  /** Absent if the call succeeded. */
  readonly errorName?: string;
}

export interface CallMetadata {
  readonly httpStatusCode?: number | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
}

/** DynamoDB's throttling errors, which have the status 400 (docs/facts/d.md#d16). */
const throttles = new Set(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException']);

/**
 * The call in X-Ray's format: a subsegment that is sent separately.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments
 */
export function dynamoDbSubsegment(call: TracedCall): object {
  const { trace, metadata, errorName } = call;
  return {
    type: 'subsegment',
    id: newId(),
    trace_id: trace.traceId,
    parent_id: trace.parentId,
    name: 'DynamoDB',
    namespace: 'aws',
    start_time: call.startedAt / 1000,
    end_time: call.endedAt / 1000,
    aws: {
      operation: call.operation,
      table_name: call.tableName,
      region: call.region,
      request_id: metadata.requestId,
      retries: Math.max(0, (metadata.attempts ?? 1) - 1),
    },
    ...(metadata.httpStatusCode !== undefined && { http: { response: { status: metadata.httpStatusCode } } }),
    ...(errorName !== undefined && describeError(errorName, metadata)),
  };
}

/**
 * Without the error's message, which can reveal the content of an item. A call without a response is a fault of the
 * service.
 */
function describeError(type: string, { httpStatusCode }: CallMetadata): object {
  const throttle = throttles.has(type) || httpStatusCode === 429;
  const isClients = httpStatusCode !== undefined && httpStatusCode < 500;
  return {
    ...(isClients ? { error: true } : { fault: true }),
    ...(throttle && { throttle }),
    cause: { exceptions: [{ id: newId(), type, remote: httpStatusCode !== undefined }] },
  };
}

/** 64 bits, in 16 hexadecimal digits. */
function newId(): string {
  return randomBytes(8).toString('hex');
}
