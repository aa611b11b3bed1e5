import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { DynamoDbError, errorType } from './errors.ts';

/** A response of DynamoDB as it is sent over the wire (docs/facts/d.md#d1). */
export interface DynamoDbAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const answer = (status: number, output: unknown): DynamoDbAnswer => {
  const body = JSON.stringify(output);
  return {
    status,
    body,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': requestId(),
      'x-amz-crc32': String(crc32(body)),
    },
  };
};

/** The response for an error; an unexpected error becomes an internal error with its message. */
export function errorAnswer(error: unknown): DynamoDbAnswer {
  if (error instanceof DynamoDbError) {
    // The shape that carries the item spells `Message` with a capital (docs/facts/d.md#d5).
    const message = 'Item' in error.members ? { Message: error.message } : { message: error.message };
    return answer(error.status, { __type: errorType(error.code), ...message, ...error.members });
  }
  if (isDynaliteError(error)) return answer(error.statusCode, error.body);
  const message = error instanceof Error ? error.message : String(error);
  return errorAnswer(new DynamoDbError('InternalServerError', message, { status: 500, cause: error }));
}

interface DynaliteError {
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const isDynaliteError = (error: unknown): error is DynaliteError =>
  error instanceof Error && 'statusCode' in error && 'body' in error;

/** 52 upper-case letters and digits, like DynamoDB's ids. */
const requestId = (): string => `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 52).toUpperCase();
