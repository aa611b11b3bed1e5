import {
  type DomainError,
  JobStoreRejectedError,
  JobStoreUnavailableError,
  JobTooLargeToStoreError,
} from '@jobs/domain';

/** Temporary DynamoDB errors (docs/facts/d.md#d16), and connection errors. */
const passing = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionConflictException',
]);

/** DynamoDB errors whose messages can quote the item. */
const quoting = new Set(['SerializationException', 'ValidationException']);

/** Translates an SDK error for the domain. The message names no resources, because clients may read it. */
export function translateDynamoDbError(cause: unknown): DomainError {
  const { name, message, status } = readError(cause);
  if (name === 'ValidationException' && /Item size .*exceeded/.test(message)) {
    return new JobTooLargeToStoreError('The job is too large to be stored.');
  }
  if (passing.has(name) || status === undefined || status >= 500 || status === 429) {
    return new JobStoreUnavailableError('The job store is temporarily unavailable.', { cause });
  }
  return new JobStoreRejectedError(
    `The job store rejected the request: ${name}.`,
    quoting.has(name) ? undefined : { cause },
  );
}

export function isConditionFailure(error: unknown): boolean {
  return readError(error).name === 'ConditionalCheckFailedException';
}

/** Errors without a response from DynamoDB, such as a rejected connection, have no status. */
function readError(error: unknown): { name: string; message: string; status?: number | undefined } {
  if (!(error instanceof Error)) return { name: 'unknown', message: '' };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
}
