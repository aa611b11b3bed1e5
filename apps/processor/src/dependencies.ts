import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod/mini';
import { type JobSettings, JobSettingsSchema, type ProcessDependencies, runJob } from '@jobs/domain';
import {
  CommonEnvironmentSchema,
  createDynamoDbClient,
  DynamoDbJobStore,
  json,
  readEnvironment,
  wholeNumber,
} from '@jobs/runtime';
import { createWorkMetrics } from './work-metrics.ts';

/** Lambda stops a function after 15 minutes at most. */
const maxTimeoutSeconds = 900;

const environmentSchema = (settingsSchema: z.ZodMiniType<JobSettings>) =>
  z.extend(CommonEnvironmentSchema, {
    JOB_TIME_LIMIT_SECONDS: wholeNumber(1, maxTimeoutSeconds),
    JOB_RETRY_ATTEMPTS: wholeNumber(0, 2),
    LOG_JOB_ERRORS: z._default(z.enum(['true', 'false']), 'true'),
    JOB_SETTINGS: z.pipe(z.pipe(z._default(z.string(), '{}'), json), settingsSchema),
  });

export interface ProcessorDependencies extends ProcessDependencies {
  readonly log: Logger;
}

/**
 * @param settingsSchema the settings of the job; by default, those of the stack's own job
 * @throws {InvalidConfigurationError}
 */
export function createDependencies(
  environment: NodeJS.ProcessEnv,
  settingsSchema: z.ZodMiniType<JobSettings> = JobSettingsSchema,
): ProcessorDependencies {
  const settings = readEnvironment(environmentSchema(settingsSchema), environment);
  return {
    store: new DynamoDbJobStore(createDynamoDbClient(environment, Date.now), settings.JOBS_TABLE_NAME),
    log: new Logger({ serviceName: 'processor' }),
    metrics: createWorkMetrics(),
    now: Date.now,
    newAttemptId: randomUUID,
    sleep: (ms, signal) => abortable(ms, signal),
    schedule: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    runJob,
    settings: settings.JOB_SETTINGS,
    timeLimitSeconds: settings.JOB_TIME_LIMIT_SECONDS,
    retryAttempts: settings.JOB_RETRY_ATTEMPTS,
    logJobErrors: settings.LOG_JOB_ERRORS === 'true',
    retentionSeconds: settings.JOB_RETENTION_SECONDS,
  };
}

/** Rejects with the signal's reason; Node's own `sleep` would reject with an error about the signal. */
async function abortable(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
