import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Expected, jobKey, type JobReference, type JobStore, type PutOutcome, type StoredJob } from '@jobs/domain';
import { isConditionFailure, translateDynamoDbError } from './dynamodb-errors.ts';
import { fromItem, toItem } from './dynamodb-item.ts';

/** Jobs in a DynamoDB table whose partition key is `id`, with no sort key. */
export class DynamoDbJobStore implements JobStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async find(job: JobReference, staleness?: 'may-be-stale'): Promise<StoredJob | undefined> {
    const command = new GetCommand({
      TableName: this.#tableName,
      Key: { id: jobKey(job) },
      ConsistentRead: staleness === undefined,
    });
    const { Item } = await translated(this.#client.send(command));
    return Item && fromItem(Item);
  }

  async put(job: StoredJob, expected: Expected): Promise<PutOutcome> {
    try {
      await this.#client.send(
        new PutCommand({ TableName: this.#tableName, Item: toItem(job), ...conditionFor(expected) }),
      );
      return { stored: true };
    } catch (error) {
      if (!isConditionFailure(error)) throw translateDynamoDbError(error);
      return { stored: false, current: await this.find(job) };
    }
  }
}

function conditionFor(expected: Expected) {
  if (expected === 'absent') return { ConditionExpression: 'attribute_not_exists(id)' };
  return {
    ConditionExpression: '#status = :running AND #attempt = :attempt',
    ExpressionAttributeNames: { '#status': 'status', '#attempt': 'attempt' },
    ExpressionAttributeValues: { ':running': 'Running', ':attempt': expected.attempt },
  };
}

async function translated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw translateDynamoDbError(error);
  }
}
