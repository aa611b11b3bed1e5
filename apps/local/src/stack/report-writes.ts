import type { DynamoDb } from '@jobs/local-aws/dynamodb';
import type { ReportEvent } from '@jobs/local-aws/kernel';

interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly M?: Item;
}

type Item = Readonly<Record<string, Attribute | undefined>>;

/** Reports each item that was put into a table, and each that was updated with `ReturnValues: ALL_NEW`. */
export function reportWrites(dynamoDb: DynamoDb, report: ReportEvent): DynamoDb {
  return {
    ...dynamoDb,
    call: async (operation, body) => {
      const answer = await dynamoDb.call(operation, body);
      if (answer.status !== 200 || (operation !== 'PutItem' && operation !== 'UpdateItem')) return answer;
      const { TableName: tableName, Item: put } = JSON.parse(body.toString()) as { TableName: string; Item?: Item };
      const item = operation === 'PutItem' ? put : (JSON.parse(answer.body) as { Attributes?: Item }).Attributes;
      if (!item) return answer;
      const status = item.status?.S;
      const progress = item.progress?.M && textOf(item.progress.M);
      report({
        type: 'item-stored',
        tableName,
        key: item.jobId?.S ?? item.id?.S ?? '',
        ...(status !== undefined && { status }),
        ...(progress !== undefined && { progress }),
      });
      return answer;
    },
  };
}

function textOf({ percent, message }: Item): string {
  return [
    ...(percent?.N === undefined ? [] : [`${percent.N}%`]),
    ...(message?.S === undefined ? [] : [message.S]),
  ].join(' ');
}
