import { acceptsTarget, type AwsService, jsonRequest, jsonResponse, runJsonOperation } from '../../wire/index.ts';
import { errorAnswer } from '../engine/answer.ts';
import type { DynamoDb } from '../engine/dynamodb.ts';
import { DynamoDbError } from '../engine/errors.ts';

/** DynamoDB Streams in the AWS JSON protocol 1.0. Its requests are signed for DynamoDB. */
export function createDynamoDbStreamsService({ streams }: Pick<DynamoDb, 'streams'>): AwsService {
  return {
    signingName: 'dynamodb',
    accepts: (request) => acceptsTarget(request, 'DynamoDBStreams_20120810'),
    permission: (request) => {
      const { operation, input } = jsonRequest(request);
      return { action: `dynamodb:${operation}`, resource: resourceOf(input) };
    },
    handle: async (request) => {
      const { streamOperations } = await import('./streams/operations.ts');
      const names = { service: 'DynamoDB Streams', invalid: 'ValidationException' };
      // GetRecords waits for the store.
      const answer = Promise.resolve(runJsonOperation(streamOperations, streams, jsonRequest(request), names));
      return jsonResponse(200, await answer, '1.0');
    },
    errorResponse: ({ status, code, message }) => errorAnswer(new DynamoDbError(code, message, { status })),
  };
}

/** The ARN of the stream; an iterator begins with it. ListStreams has none. */
function resourceOf({ StreamArn: arn, ShardIterator: iterator }: Readonly<Record<string, unknown>>): string {
  if (typeof arn === 'string') return arn;
  return typeof iterator === 'string' ? (iterator.split('|')[0] ?? '*') : '*';
}
