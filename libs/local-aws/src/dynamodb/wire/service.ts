import type { HttpRequest } from '../../kernel/index.ts';
import { acceptsTarget, type AwsService, jsonRequest } from '../../wire/index.ts';
import { errorAnswer } from '../engine/answer.ts';
import type { DynamoDb } from '../engine/dynamodb.ts';
import { DynamoDbError } from '../engine/errors.ts';
import { resourceOf } from './resource.ts';

export interface DynamoDbServiceOptions {
  readonly region: string;
  readonly accountId: string;
}

/** DynamoDB in the AWS JSON protocol 1.0 (docs/facts/d.md#d1). */
export function createDynamoDbService(dynamoDb: DynamoDb, options: DynamoDbServiceOptions): AwsService {
  return {
    signingName: 'dynamodb',
    accepts: (request) => acceptsTarget(request, 'DynamoDB_20120810'),
    permission: (request) => {
      const { operation, input } = jsonRequest(request);
      return { action: `dynamodb:${operation}`, resource: resourceOf(input, options) };
    },
    handle: (request: HttpRequest) => dynamoDb.call(jsonRequest(request).operation, request.body),
    errorResponse: ({ status, code, message }) => errorAnswer(new DynamoDbError(code, message, { status })),
  };
}
