import {
  type DomainError,
  JobStoreRejectedError,
  JobStoreUnavailableError,
  JobTooLargeToStoreError,
} from '@jobs/domain';

/** Errors of DynamoDB's that pass by themselves (docs/facts/d.md#d16), and those of the connection to it. */
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

/** Errors of DynamoDB's whose messages can quote what was to be stored. */
const quoting = new Set(['SerializationException', 'ValidationException']);

/** What the SDK throws, in the domain's terms. The message names no resource, because clients may read it. */
export function translateDynamoDbError(cause: unknown): DomainError {
  const { name, message, status } = readError(cause);
  if (name === 'ValidationException' && /Item size .*exceeded/.test(message)) {
    return new JobTooLargeToStoreError('The job is too large to be stored.');
  }
  if (passing.has(name) || status === undefined || status >= 500 || status === 429) {
    return new JobStoreUnavailableError('The store of jobs is not available at the moment.', { cause });
  }
  return new JobStoreRejectedError(
    `The store of jobs refused the request: ${name}.`,
    quoting.has(name) ? undefined : { cause },
  );
}

export function isConditionFailure(error: unknown): boolean {
  return readError(error).name === 'ConditionalCheckFailedException';
}

/** Errors that come without an answer of DynamoDB's have no status: a refused connection, say. */
function readError(error: unknown): { name: string; message: string; status?: number | undefined } {
  if (!(error instanceof Error)) return { name: 'unknown', message: '' };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
}
