import { Stack } from 'aws-cdk-lib';
import { AlarmStatusWidget, type AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { DefaultDashboardFactory, MonitoringFacade, notifySns, noopAction } from 'cdk-monitoring-constructs';
import { Construct } from 'constructs';
import { rollbackTag, type RollsBack } from './alarm.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { apiGraphs } from './api-graphs.ts';
import { errorHandlerGraphs, processorGraphs } from './function-graphs.ts';
import { jobGraphs } from './job-graphs.ts';
import { replayGraphs } from './replay-graphs.ts';
import { SavedQueries } from './saved-queries.ts';
import { tableGraphs } from './table-graphs.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import type { FailedJobs } from '../jobs/failed-jobs.ts';
import { metricsNamespace, type JobProcessing } from '../jobs/job-processing.ts';
import type { JobsApi } from '../api/jobs-api.ts';
import type { JobsTable } from '../jobs/jobs-table.ts';

export interface MonitoringProps {
  /** The stage of the API. */
  readonly stageName: string;
  readonly settings: StageSettings;
  readonly api: JobsApi;
  readonly processing: JobProcessing;
  readonly jobs: JobsTable;
  readonly failedJobs: FailedJobs;
}

/** A dashboard, the alarms, and saved queries of the logs. docs/runbook.md says what to do about each alarm. */
export class Monitoring extends Construct {
  readonly dashboardName: string;
  /** All alarms of the stack. */
  readonly alarms: readonly AlarmBase[];
  /** The alarms on which the deployment of a function is to be rolled back: what a faulty new version raises. */
  readonly rollbackAlarms: Readonly<Record<RollsBack, readonly AlarmBase[]>>;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const alarmNamePrefix = `${stackName}-`;
    const topic = this.alarmTopic(props.settings.monitoring, alarmNamePrefix);
    const dashboardFactory = new DefaultDashboardFactory(this, 'Dashboards', { dashboardNamePrefix: stackName });
    const facade = new MonitoringFacade(this, 'Alarms', {
      dashboardFactory,
      alarmFactoryDefaults: {
        alarmNamePrefix: stackName,
        actionsEnabled: true,
        action: topic ? notifySns(topic, topic) : noopAction(),
        alarmNamingStrategy: {
          getName: ({ alarmNameSuffix }) => alarmNamePrefix + alarmNameSuffix,
          getWidgetLabel: ({ alarmNameSuffix }) => alarmNameSuffix,
          getDedupeString: () => undefined,
        },
      },
    });
    this.addGraphs(facade, props);
    this.alarms = facade.createdAlarms().map(({ alarm }) => alarm);
    const rollingBack = (what: RollsBack) => facade.createdAlarmsWithTag(rollbackTag(what)).map(({ alarm }) => alarm);
    this.rollbackAlarms = { processor: rollingBack('processor'), errorHandler: rollingBack('errorHandler') };
    facade.addWidget(new AlarmStatusWidget({ title: 'Alarms', alarms: [...this.alarms], width: 24, height: 5 }));
    this.dashboardName = dashboardFactory.dashboard?.dashboardName ?? stackName;

    const { processing, api } = props;
    new SavedQueries(this, 'Queries', {
      processorLogs: processing.processor.function.logGroup,
      errorHandlerLogs: processing.errorHandler.function.logGroup,
      accessLogs: api.accessLogs,
    });
  }

  private alarmTopic(settings: StageSettings['monitoring'], alarmNamePrefix: string): ITopic | undefined {
    const { alarmEmail: email, alarmTopicArn } = settings;
    if (alarmTopicArn !== undefined) return Topic.fromTopicArn(this, 'ExistingTopic', alarmTopicArn);
    return email === undefined ? undefined : new AlarmTopic(this, 'Topic', { email, alarmNamePrefix }).topic;
  }

  private addGraphs(
    facade: MonitoringFacade,
    { stageName, settings, api, processing, jobs, failedJobs }: MonitoringProps,
  ): void {
    const { thresholds } = settings.monitoring;
    const { stackName } = Stack.of(this);
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
    const parts = {
      Jobs: jobGraphs({ namespace: metricsNamespace, service: stackName }),
      API: apiGraphs({ name: api.api.restApiName, stage: stageName }, thresholds),
      Processor: processorGraphs(processor, thresholds),
      'Error handler': errorHandlerGraphs(errorHandler, thresholds),
      Table: tableGraphs(jobs.table.tableName),
      'Failed jobs': replayGraphs({
        busName: failedJobs.bus.eventBusName,
        ruleArn: failedJobs.replayRule.ruleArn,
        deadLetterQueueName: failedJobs.replayDeadLetters.queueName,
      }),
    };
    for (const [title, metricGroups] of Object.entries(parts)) {
      facade.monitorCustom({ humanReadableName: title, alarmFriendlyName: title, metricGroups });
    }
  }
}
