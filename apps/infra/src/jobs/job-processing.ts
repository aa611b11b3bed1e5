import { Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { EventBridgeDestination, LambdaDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages/stage-settings.ts';
import type { FailedJobs } from './failed-jobs.ts';
import { JobFunction } from './job-function.ts';
import type { JobsTable } from './jobs-table.ts';

export interface JobProcessingProps {
  readonly settings: StageSettings;
  readonly jobsTable: JobsTable;
  readonly failedJobs: FailedJobs;
  readonly logKey: Key;
  /** The folders of the two bundles. */
  readonly bundles: { readonly processor: string; readonly errorHandler: string };
}

/** The namespace of the functions' own metrics: `JobsStarted` and so on. */
export const metricsNamespace = 'JobsApi';

/** How long a finished job is kept, in seconds; undefined: forever. */
export function retentionSecondsOf({ jobRetentionDays }: StageSettings): number | undefined {
  return jobRetentionDays && jobRetentionDays * 24 * 60 * 60;
}

/** Runs jobs: the processor, and the error handler for those that fail. */
export class JobProcessing extends Construct {
  readonly processor: JobFunction;
  readonly errorHandler: JobFunction;

  constructor(scope: Construct, id: string, props: JobProcessingProps) {
    super(scope, id);
    const { settings, jobsTable, failedJobs, logKey } = props;
    const retentionSeconds = retentionSecondsOf(settings);
    const shared = {
      maxEventAgeSeconds: settings.maxEventAgeSeconds,
      logRetention: settings.logRetentionDays,
      logKey,
    };
    const environment = {
      JOBS_TABLE_NAME: jobsTable.table.tableName,
      POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
      POWERTOOLS_SERVICE_NAME: Stack.of(this).stackName,
      ...(retentionSeconds && { JOB_RETENTION_SECONDS: String(retentionSeconds) }),
    };

    this.errorHandler = new JobFunction(this, 'ErrorHandler', {
      ...shared,
      ...settings.errorHandler,
      description: 'Records failed jobs',
      bundleFolder: props.bundles.errorHandler,
      environment,
      onFailure: new EventBridgeDestination(failedJobs.bus),
    });

    this.processor = new JobFunction(this, 'Processor', {
      ...shared,
      ...settings.processor,
      description: 'Runs jobs',
      bundleFolder: props.bundles.processor,
      environment: {
        ...environment,
        JOB_TIME_LIMIT_SECONDS: String(settings.processor.timeoutSeconds),
        JOB_RETRY_ATTEMPTS: String(settings.processor.retryAttempts),
        ...(!settings.logJobErrors && { LOG_JOB_ERRORS: 'false' }),
      },
      onFailure: new LambdaDestination(this.errorHandler.live),
    });

    jobsTable.grantReadWrite(this.processor);
    jobsTable.grantReadWrite(this.errorHandler);
    failedJobs.replayTo(this.errorHandler.live);
    failedJobs.acceptFrom(this.errorHandler);
  }
}
