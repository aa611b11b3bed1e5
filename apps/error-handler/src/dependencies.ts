import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import type { RecordDependencies } from '@jobs/domain';
import { CommonEnvironmentSchema, createDynamoDbClient, DynamoDbJobStore, readEnvironment } from '@jobs/runtime';
import { createFailureMetrics } from './failure-metrics.ts';

export interface ErrorHandlerDependencies extends RecordDependencies {
  readonly log: Logger;
}

/** @throws {InvalidConfigurationError} */
export function createDependencies(environment: NodeJS.ProcessEnv): ErrorHandlerDependencies {
  const settings = readEnvironment(CommonEnvironmentSchema, environment);
  return {
    store: new DynamoDbJobStore(createDynamoDbClient(environment, Date.now), settings.JOBS_TABLE_NAME),
    log: new Logger({ serviceName: 'error-handler' }),
    metrics: createFailureMetrics(),
    newRecordingId: randomUUID,
    now: Date.now,
    retentionSeconds: settings.JOB_RETENTION_SECONDS,
  };
}
