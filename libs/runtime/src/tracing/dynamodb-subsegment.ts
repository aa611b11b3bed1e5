import { randomBytes } from 'node:crypto';
import type { TraceContext } from './trace-header.ts';

/** A call of DynamoDB, and how it ended. */
export interface TracedCall {
  readonly trace: TraceContext;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** `GetItem`, say. */
  readonly operation: string;
  readonly tableName: string;
  readonly region: string | undefined;
  /** What the SDK knows of the answer. */
  readonly metadata: CallMetadata;
  /** Absent when the call succeeded. */
  readonly errorName?: string;
}

export interface CallMetadata {
  readonly httpStatusCode?: number | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
}

/** Errors by which DynamoDB refuses what is too much, with the status 400 (docs/facts/d.md#d16). */
const throttles = new Set(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException']);

/**
 * The call as X-Ray wants to have it: a subsegment that is sent by itself.
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

/** Without the error's message, which can reveal what is in an item. A call without an answer is a fault of the service. */
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
