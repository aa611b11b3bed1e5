import type { DynamoDb } from '@jobs/local-aws/dynamodb';
import type { ReportEvent } from '@jobs/local-aws/kernel';

interface PutItemInput {
  readonly TableName: string;
  readonly Item: Readonly<Record<string, { readonly S?: string } | undefined>>;
}

/** Tells of each item that was put into a table. */
export function reportWrites(dynamoDb: DynamoDb, report: ReportEvent): DynamoDb {
  return {
    ...dynamoDb,
    call: async (operation, body) => {
      const answer = await dynamoDb.call(operation, body);
      if (operation === 'PutItem' && answer.status === 200) {
        const { TableName: tableName, Item } = JSON.parse(body.toString()) as PutItemInput;
        const status = Item.status?.S;
        report({
          type: 'item-stored',
          tableName,
          key: Item.id?.S ?? '',
          ...(status !== undefined && { status }),
        });
      }
      return answer;
    },
  };
}
