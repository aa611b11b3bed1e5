import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Now } from '@jobs/domain';
import { type CallMetadata, dynamoDbSubsegment } from './dynamodb-subsegment.ts';
import { sampledTrace } from './trace-header.ts';
import { findXRayDaemon } from './xray-daemon.ts';

/**
 * Adds the calls of a client to the traces of the function that makes them, so that X-Ray's map shows the table behind
 * the function. Nothing is traced for invocations that are not sampled, or without a daemon.
 */
export function traceDynamoDb(client: DynamoDBClient, environment: NodeJS.ProcessEnv, now: Now): void {
  const daemon = findXRayDaemon(environment);
  if (!daemon) return;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        // Different in each invocation.
        const trace = sampledTrace(environment._X_AMZN_TRACE_ID);
        if (!trace) return next(args);
        const startedAt = now();
        const report = (metadata: CallMetadata, errorName?: string) => {
          daemon.send(
            dynamoDbSubsegment({
              trace,
              startedAt,
              endedAt: now(),
              operation: String(commandName).replace(/Command$/, ''),
              tableName: (args.input as { TableName: string }).TableName,
              region: environment.AWS_REGION,
              metadata,
              ...(errorName !== undefined && { errorName }),
            }),
          );
        };
        try {
          const result = await next(args);
          report(result.output.$metadata);
          return result;
        } catch (error) {
          const { name, $metadata = {} } = error as { name?: string; $metadata?: CallMetadata };
          report($metadata, name ?? 'Error');
          throw error;
        }
      },
    // Around the SDK's retries: one subsegment per call, however many attempts it takes.
    { step: 'initialize', name: 'xray', priority: 'high' },
  );
}
