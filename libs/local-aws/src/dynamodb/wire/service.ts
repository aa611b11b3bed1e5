import type { HttpRequest } from '../../kernel/index.ts';
import { acceptsTarget, type AwsService, jsonRequest, ServiceError } from '../../wire/index.ts';
import { errorAnswer } from '../engine/answer.ts';
import type { DynamoDb } from '../engine/dynamodb.ts';
import { DynamoDbError } from '../engine/errors.ts';

export interface DynamoDbServiceOptions {
  readonly region: string;
  readonly accountId: string;
}

type Input = Readonly<Record<string, unknown>>;

/** DynamoDB in the AWS JSON protocol 1.0 (docs/facts/d.md#d1). */
export function createDynamoDbService(dynamoDb: DynamoDb, options: DynamoDbServiceOptions): AwsService {
  const tables = `arn:aws:dynamodb:${options.region}:${options.accountId}:table/`;
  return {
    signingName: 'dynamodb',
    accepts: (request) => acceptsTarget(request, 'DynamoDB_20120810'),
    permission: (request) => {
      const { operation, input } = jsonRequest(request);
      return { action: `dynamodb:${operation}`, resource: resourceOf(input, tables) };
    },
    handle: (request: HttpRequest) => dynamoDb.call(jsonRequest(request).operation, request.body),
    errorResponse: ({ status, code, message }) => errorAnswer(new DynamoDbError(code, message, { status })),
  };
}

/** The table's ARN, or the index's; of operations that are about no table all tables' ARN. */
function resourceOf(input: Input, tables: string): string {
  const arn = (name: string) => (name.startsWith('arn:') ? name : `${tables}${name}`);
  const { TableName: table, IndexName: index, ResourceArn: resource, RequestItems: items } = input;
  if (typeof resource === 'string') return resource;
  if (typeof table === 'string') return typeof index === 'string' ? `${arn(table)}/index/${index}` : arn(table);
  if (typeof items === 'object' && items !== null) return onlyTable(Object.keys(items).map(arn), tables);
  return `${tables}*`;
}

/** The table of a batch: a permission is checked for one resource, so a batch over several tables is refused. */
function onlyTable([first, ...others]: readonly string[], tables: string): string {
  if (others.length === 0) return first ?? `${tables}*`;
  const message = `The local run takes a batch for one table, not for ${[first, ...others].join(', ')}.`;
  throw new ServiceError(400, 'ValidationException', message);
}
