import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { JobResources } from '#job-resources';
import { JobsApi } from './api/jobs-api.ts';
import { FailedJobs } from './jobs/failed-jobs.ts';
import { GradualDeployment } from './jobs/gradual-deployment.ts';
import { JobEvents } from './jobs/job-events.ts';
import { JobProcessing, retentionSecondsOf } from './jobs/job-processing.ts';
import { JobsTable } from './jobs/jobs-table.ts';
import { LogKey } from './monitoring/log-key.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import type { StageSettings } from './stages/stage-settings.ts';

export interface JobsStackProps extends StackProps {
  /** The deployment stage, which also names the stage of the API. */
  readonly stageName: string;
  readonly settings: StageSettings;
  /** The folders of the functions' bundles. */
  readonly bundles: { readonly processor: string; readonly errorHandler: string };
}

/** The Jobs API of one stage, with its parts connected. */
export class JobsStack extends Stack {
  /** Absent in a stage without it. */
  readonly monitoring: Monitoring | undefined;

  constructor(scope: Construct, id: string, props: JobsStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const logKey = new LogKey(this, 'LogKey', {
      retain: settings.retainData,
      hasWebAcl: settings.api.webAcl !== undefined,
    });
    const jobsTable = new JobsTable(this, 'Jobs', {
      retainData: settings.retainData,
      listing: settings.api.listing,
      stream: settings.completionEvents,
    });
    const failedJobs = new FailedJobs(this, 'FailedJobs', {
      retentionDays: settings.archiveRetentionDays,
      key: jobsTable.key,
      retainData: settings.retainData,
    });
    const jobEvents = settings.completionEvents
      ? new JobEvents(this, 'JobEvents', {
          jobsTable,
          logRetention: settings.logRetentionDays,
          logKey,
          retainData: settings.retainData,
        })
      : undefined;
    const processing = new JobProcessing(this, 'Processing', {
      settings,
      jobsTable,
      failedJobs,
      logKey,
      bundles: props.bundles,
    });
    new JobResources(this, 'JobResources', { settings, processor: processing.processor });
    const api = new JobsApi(this, 'Api', {
      stageName: props.stageName,
      processor: processing.processor.live,
      jobsTable,
      maxPendingMs: (settings.maxEventAgeSeconds + settings.processor.timeoutSeconds) * 1000,
      isolation: settings.isolation,
      clients: settings.clients,
      retentionSeconds: retentionSecondsOf(settings),
      settings: settings.api,
      logRetention: settings.logRetentionDays,
      accessLog: { retention: settings.accessLogRetentionDays, retain: settings.retainData },
      logKey,
    });
    this.monitoring = settings.monitoring.enabled
      ? new Monitoring(this, 'Monitoring', {
          stageName: props.stageName,
          settings,
          api,
          processing,
          jobsTable,
          failedJobs,
          jobEvents,
        })
      : undefined;

    if (settings.deployment) {
      const alarms = this.monitoring?.rollbackAlarms;
      new GradualDeployment(this, 'Deployment', {
        functions: {
          Processor: { live: processing.processor.live, rollbackAlarms: alarms?.processor ?? [] },
          ErrorHandler: { live: processing.errorHandler.live, rollbackAlarms: alarms?.errorHandler ?? [] },
        },
        ...settings.deployment,
      });
    }

    const outputs = {
      JobsApiEndpoint: { value: api.url, description: 'URL of the API' },
      ...Object.fromEntries(
        Object.entries(api.clientRoles).map(([name, role]) => [
          name,
          { value: role.roleArn, description: `Role to assume to ${role.purpose}` },
        ]),
      ),
      JobsIsolation: {
        value: settings.isolation,
        description: 'Whether callers see only their own jobs (caller) or all jobs (none)',
      },
      JobsTable: { value: jobsTable.table.tableName, description: 'Table of jobs' },
      FailedJobsEventBus: { value: failedJobs.bus.eventBusArn, description: 'Event bus to replay failed jobs to' },
      FailedJobsArchive: { value: failedJobs.archive.archiveArn, description: 'Archive of failed jobs' },
      ReplayDeadLetterQueue: {
        value: failedJobs.replayDeadLetters.queueUrl,
        description: 'Queue of replayed events that could not be delivered',
      },
      ...(jobEvents && {
        JobEventsBus: {
          value: jobEvents.bus.eventBusArn,
          description: 'Event bus with an event for each job that ends',
        },
        JobEventsDeadLetterQueue: {
          value: jobEvents.deadLetters.queueUrl,
          description: 'Queue of stream positions whose completion events could not be sent',
        },
      }),
      ...(this.monitoring && {
        JobsDashboard: { value: this.monitoring.dashboardName, description: 'CloudWatch dashboard' },
      }),
    };
    for (const [name, output] of Object.entries(outputs)) new CfnOutput(this, name, output);
  }
}
