import type { LocalStack } from '../stack/local-stack.ts';

/** Calls the jobs table, bypassing injected faults. @throws Error with DynamoDB's response */
export async function callTable<Output>(
  { dynamoDb, outputs }: LocalStack,
  operation: 'GetItem' | 'Scan',
  input: object,
): Promise<Output> {
  const body = JSON.stringify({ TableName: outputs.JobsTable, ...input });
  const answer = await dynamoDb.inspect(operation, body);
  if (answer.status === 200) return JSON.parse(answer.body) as Output;
  throw new Error(`${operation} of the jobs table failed: ${answer.body}`);
}

const maxKeyBytes = 2048;

/** The item of a job, in DynamoDB's JSON; undefined when there is none. */
export async function readItem(stack: LocalStack, jobId: string): Promise<unknown> {
  // DynamoDB rejects such keys.
  if (jobId === '' || Buffer.byteLength(jobId) > maxKeyBytes) return undefined;
  const { Item } = await callTable<{ Item?: unknown }>(stack, 'GetItem', { Key: { id: { S: jobId } } });
  if (Item !== undefined || stack.outputs.JobsIsolation !== 'caller') return Item;
  // With isolation, the key begins with the caller who submitted the job.
  const filter = { FilterExpression: 'jobId = :id', ExpressionAttributeValues: { ':id': { S: jobId } } };
  let from: unknown;
  do {
    const page: { Items?: readonly unknown[]; LastEvaluatedKey?: unknown } = await callTable(stack, 'Scan', {
      ...filter,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    if (page.Items?.[0] !== undefined) return page.Items[0];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return undefined;
}
