import { type FunctionDefinition, qualifierNamedBy, qualifierOf } from './function-definition.ts';
import type { PendingEvent } from './pending-event.ts';
import type { Condition } from './retry-schedule.ts';

/** The record that a destination receives (docs/facts/b.md#b18, #b19), with the keys in this order. */
export interface InvocationRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: Condition;
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext?: {
    readonly statusCode: 200;
    readonly executedVersion: string;
    readonly functionError?: 'Unhandled';
  };
  readonly responsePayload?: unknown;
}

/** The record of a finished event. Without any attempt it has no response (docs/facts/b.md#b24). */
export function invocationRecord(
  definition: FunctionDefinition,
  event: PendingEvent,
  condition: Condition,
  now: number,
): InvocationRecord {
  const { lastResponse } = event;
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.requestId,
      // Always qualified, whatever the caller named (docs/facts/b.md#b20).
      functionArn: `${definition.arn}:${qualifierOf(event.invokedFunctionArn)}`,
      condition,
      approximateInvokeCount: event.attempts,
    },
    requestPayload: JSON.parse(event.payload) as unknown,
    ...(lastResponse && {
      responseContext: {
        statusCode: 200,
        executedVersion: qualifierNamedBy(definition, event.invokedFunctionArn).version,
        ...(lastResponse.functionError && { functionError: lastResponse.functionError }),
      },
      responsePayload: JSON.parse(lastResponse.payload) as unknown,
    }),
  };
}
