import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Now } from '@jobs/domain';
import { traceDynamoDb } from '../tracing/trace-dynamodb.ts';

/** Short enough for several attempts within the error handler's five seconds. */
const connectionTimeoutMs = 500;
const requestTimeoutMs = 1000;

/**
 * A client for a Lambda function: region, credentials and endpoint come from its environment.
 * Its calls are in the function's traces.
 */
export function createDynamoDbClient(environment: NodeJS.ProcessEnv, now: Now): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  traceDynamoDb(client, environment, now);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
