import { Logger } from '@aws-lambda-powertools/logger';
import {
  CommonEnvironmentSchema,
  createDynamoDbClient,
  DynamoDbJobStore,
  readEnvironment,
  type JobDependencies,
} from '@jobs/domain';

export interface ErrorHandlerDependencies extends JobDependencies {
  readonly log: Logger;
}

/** @throws {InvalidConfigurationError} */
export function createDependencies(environment: NodeJS.ProcessEnv): ErrorHandlerDependencies {
  const settings = readEnvironment(CommonEnvironmentSchema, environment);
  return {
    store: new DynamoDbJobStore(createDynamoDbClient(), settings.JOBS_TABLE_NAME),
    log: new Logger({ serviceName: 'error-handler' }),
    now: Date.now,
    retentionSeconds: settings.JOB_RETENTION_SECONDS,
  };
}
