import { describe, expect, it } from 'vitest';
import { translateDynamoDbError } from './dynamodb-errors.ts';

const awsError = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error(`${name} on arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs`), {
    name,
    $metadata: { httpStatusCode },
  });

describe('translateDynamoDbError', () => {
  it.each([
    ['D16 ProvisionedThroughputExceededException', 400],
    ['D16 ThrottlingException', 400],
    ['D16 RequestLimitExceeded', 400],
    ['InternalServerError', 500],
    ['AnythingElse', 503],
    ['TimeoutError', undefined],
    ['Error', undefined],
  ])('is temporary: %s', (name, status) => {
    const cause = awsError(name.replace('D16 ', ''), status);
    expect(translateDynamoDbError(cause)).toMatchObject({ name: 'JobStoreUnavailableError', cause });
  });

  it.each([
    ['AccessDeniedException', 400],
    ['ValidationException', 400],
    ['UnrecognizedClientException', 400],
  ])('is permanent: %s', (name, status) => {
    const cause = awsError(name, status);
    const error = translateDynamoDbError(cause);
    expect(error).toMatchObject({ name: 'JobStoreRejectedError' });
    // DynamoDB's message about a wrong value can quote what was to be stored.
    expect(error.cause).toBe(name === 'ValidationException' ? undefined : cause);
  });

  it('names no resources, because clients may read it', () => {
    for (const status of [400, 500]) {
      expect(translateDynamoDbError(awsError('AccessDeniedException', status)).message).not.toContain('arn:');
    }
  });

  it.each([['text'], [undefined]])('accepts anything that is thrown: %s', (cause) => {
    expect(translateDynamoDbError(cause)).toMatchObject({ name: 'JobStoreUnavailableError', cause });
  });
});
