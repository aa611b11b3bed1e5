import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { OperationError } from '../operation/errors.ts';

export interface JobsTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly signal: AbortSignal;
}

/** A job with a final status, and the data that can be erased. */
export interface FinishedJob {
  readonly key: string;
  readonly status: string;
  readonly finishedAt: string;
  /** Absent: nothing was erased. */
  readonly erasedAt: string | undefined;
  /** Such as `parameters` and `results`; empty if already erased. */
  readonly data: readonly string[];
}

/**
 * @param key of the item: the id of the job, with the prefix of its owner where callers are isolated
 * @throws OperationError for a job that does not exist or has not ended
 */
export async function findFinishedJob(table: JobsTable, key: string): Promise<FinishedJob> {
  const { Item: item } = await table.client.send(
    new GetItemCommand({ TableName: table.tableName, Key: { id: { S: key } }, ConsistentRead: true }),
    { abortSignal: table.signal },
  );
  if (!item) {
    throw new OperationError(
      'the table has no such job. A queued job has no record yet: cancel it, or let it end. An expired job is ' +
        'no longer in the table, and its copies also expire.',
    );
  }
  const { status, finishedAt, erasedAt } = item;
  if (finishedAt?.S === undefined) {
    throw new OperationError(`the job is ${status?.S ?? 'in an unknown state'}. Cancel it or let it end first.`);
  }
  const data = [
    ...(item.parameters ? ['parameters'] : []),
    ...(item.results ? ['results'] : []),
    ...(item.error ? ['the error message'] : []),
  ];
  return {
    key,
    status: status?.S ?? '',
    finishedAt: finishedAt.S,
    erasedAt: erasedAt?.S,
    data: erasedAt ? [] : data,
  };
}

/**
 * Removes the parameters and the outcome of a finished job from its record, and the job from the lists. The record
 * stays, so that its id does not run again and a replay of its failure changes nothing. An already erased job is left
 * unchanged.
 */
export async function eraseJob(table: JobsTable, { key, data }: FinishedJob, now: Date): Promise<void> {
  const has = (name: string) => data.includes(name);
  // The functions still read the record: a success has results, and a failure has an error.
  const set = [
    '#erasedAt = :now',
    ...(has('results') ? ['#results = :nothing'] : []),
    ...(has('the error message') ? ['#error.#message = :erased'] : []),
  ];
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.tableName,
      Key: { id: { S: key } },
      UpdateExpression: `SET ${set.join(', ')} REMOVE #parameters, #listKey, #statusKey`,
      ConditionExpression: 'attribute_exists(#finishedAt) AND attribute_not_exists(#erasedAt)',
      ExpressionAttributeNames: {
        '#erasedAt': 'erasedAt',
        '#finishedAt': 'finishedAt',
        '#parameters': 'parameters',
        '#listKey': 'listKey',
        '#statusKey': 'statusKey',
        ...(has('results') && { '#results': 'results' }),
        ...(has('the error message') && { '#error': 'error', '#message': 'message' }),
      },
      ExpressionAttributeValues: {
        ':now': { S: now.toISOString() },
        ...(has('results') && { ':nothing': { S: 'null' } }),
        ...(has('the error message') && { ':erased': { S: 'The data of this job was erased.' } }),
      },
    }),
    { abortSignal: table.signal },
  );
}
