import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, AlarmStatusWidget, Dashboard, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { JobsApi } from '../api/jobs-api.ts';
import type { FailedJobs } from '../jobs/failed-jobs.ts';
import type { JobEvents } from '../jobs/job-events.ts';
import { type JobProcessing, metricsNamespace } from '../jobs/job-processing.ts';
import type { JobsTable } from '../jobs/jobs-table.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { alarmNamePrefix, createAlarm, type DeployedFunction, type MetricWithAlarm } from './alarm.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { apiGraphs } from './api-graphs.ts';
import { Budget } from './budget.ts';
import { errorHandlerGraphs, processorGraphs } from './function-graphs.ts';
import type { Graph } from './graph.ts';
import { jobEventGraphs } from './job-event-graphs.ts';
import { jobGraphs } from './job-graphs.ts';
import { Rejections } from './rejections.ts';
import { replayGraphs } from './replay-graphs.ts';
import { SavedQueries } from './saved-queries.ts';
import { tableGraphs } from './table-graphs.ts';
import { fullWidth, graphHeight, graphWidgets, headingWidget } from './widgets.ts';

export interface MonitoringProps {
  /** The stage of the API. */
  readonly stageName: string;
  readonly settings: StageSettings;
  readonly api: JobsApi;
  readonly processing: JobProcessing;
  readonly jobsTable: JobsTable;
  readonly failedJobs: FailedJobs;
  /** Undefined in a stage without completion events. */
  readonly jobEvents: JobEvents | undefined;
}

/** A dashboard, the alarms, and saved queries of the logs. docs/runbook.md says what to do about each alarm. */
export class Monitoring extends Construct {
  readonly dashboardName: string;
  /** All alarms of the stack. */
  readonly alarms: readonly Alarm[];
  /** The alarms that roll back the deployment of a function: those that a faulty new version raises. */
  readonly rollbackAlarms: Readonly<Record<DeployedFunction, readonly Alarm[]>>;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const { rejectionsByCaller, budget, runbookUrl } = props.settings.monitoring;
    const topic = this.alarmTopic(props.settings.monitoring);
    const dashboard = new Dashboard(new Construct(this, 'Dashboards'), 'Dashboard', {
      // Dashboard names are unique in an account, across all regions.
      dashboardName: `${stackName}-${Aws.REGION}`,
      defaultInterval: Duration.hours(8),
      periodOverride: PeriodOverride.INHERIT,
    });
    const alarmScope = new Construct(this, 'Alarms');
    const created: { readonly alarm: Alarm; readonly rollsBack: readonly DeployedFunction[] }[] = [];
    const addAlarm = (metric: MetricWithAlarm): Alarm => {
      const alarm = createAlarm(alarmScope, metric, { topic, runbookUrl });
      created.push({ alarm, rollsBack: metric.alarm.rollsBackDeploymentOf ?? [] });
      return alarm;
    };
    const rejections = new Rejections(this, 'Rejections', {
      accessLogs: props.api.accessLogs,
      byCaller: rejectionsByCaller,
    });
    if (budget) new Budget(this, 'Budget', budget);
    for (const [title, graphs] of Object.entries(createGraphs(props, rejections, stackName))) {
      dashboard.addWidgets(headingWidget(title));
      dashboard.addWidgets(...graphWidgets(graphs, addAlarm));
    }
    const alarms = created.map(({ alarm }) => alarm);
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: fullWidth, height: graphHeight }));
    const rollingBack = (what: DeployedFunction) =>
      created.filter(({ rollsBack }) => rollsBack.includes(what)).map(({ alarm }) => alarm);
    this.alarms = alarms;
    this.rollbackAlarms = { processor: rollingBack('processor'), errorHandler: rollingBack('errorHandler') };
    this.dashboardName = dashboard.dashboardName;

    const { processing, api } = props;
    new SavedQueries(this, 'Queries', {
      processorLogs: processing.processor.function.logGroup,
      errorHandlerLogs: processing.errorHandler.function.logGroup,
      accessLogs: api.accessLogs,
    });
  }

  private alarmTopic(settings: StageSettings['monitoring']): ITopic | undefined {
    const { alarmEmail: email, alarmTopicArn } = settings;
    if (alarmTopicArn !== undefined) return Topic.fromTopicArn(this, 'ExistingTopic', alarmTopicArn);
    return email === undefined
      ? undefined
      : new AlarmTopic(this, 'Topic', { email, alarmNamePrefix: alarmNamePrefix(this) }).topic;
  }
}

/** The sections of the dashboard, in order: title -> graphs. */
function createGraphs(
  { stageName, settings, api, processing, jobsTable, failedJobs, jobEvents }: MonitoringProps,
  rejections: Rejections,
  stackName: string,
): Record<string, Graph[]> {
  const { thresholds } = settings.monitoring;
  const { maxEventAgeSeconds } = settings;
  const processor = {
    ...settings.processor,
    functionName: processing.processor.function.functionName,
    maxEventAgeSeconds,
  };
  const errorHandler = {
    ...settings.errorHandler,
    functionName: processing.errorHandler.function.functionName,
    maxEventAgeSeconds,
  };
  const jobs = { namespace: metricsNamespace, service: stackName };
  return {
    Jobs: jobGraphs(jobs),
    API: apiGraphs(
      {
        name: api.api.restApiName,
        stage: stageName,
        rejections,
        alarmsOnAnomalies: settings.monitoring.requestAnomalies,
      },
      thresholds,
    ),
    Processor: processorGraphs(processor, thresholds),
    'Error handler': errorHandlerGraphs(errorHandler, thresholds),
    Table: tableGraphs(jobsTable.table.tableName),
    'Failed jobs': replayGraphs({
      busName: failedJobs.bus.eventBusName,
      ruleArn: failedJobs.replayRule.ruleArn,
      deadLetterQueueName: failedJobs.replayDeadLetters.queueName,
    }),
    ...(jobEvents && {
      'Completion events': jobEventGraphs({
        pipeName: jobEvents.pipe.ref,
        deadLetterQueueName: jobEvents.deadLetters.queueName,
        jobs,
      }),
    }),
  };
}
