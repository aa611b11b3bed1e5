import { Match } from 'aws-cdk-lib/assertions';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { createApp } from '../create-app.ts';
import { JobsStack } from '../jobs-stack.ts';
import { stackNameOf } from '../stages/stack-name.ts';
import { parseStage } from '../stages/stage-settings.ts';
import { synthesize } from '../testing/synthesize.ts';

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}

interface MetricStat {
  readonly Metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions: Dimension[] };
  readonly Period: number;
  readonly Stat: string;
}

interface Alarm {
  readonly AlarmName: string;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: Dimension[];
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: { readonly Expression?: string; readonly MetricStat?: MetricStat }[];
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly DatapointsToAlarm: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions?: unknown[];
  readonly OKActions?: unknown[];
}

const stackName = stackNameOf('dev');
const template = synthesize('dev');

/** The alarms by the names of their sections in the runbook. */
function alarmsOf(from = template): Map<string, Alarm> {
  const found = from.findResources('AWS::CloudWatch::Alarm') as Record<string, { readonly Properties: Alarm }>;
  return new Map(
    Object.values(found).map(({ Properties }) => [Properties.AlarmName.replace(`${stackName}-`, ''), Properties]),
  );
}

const idOf = (type: string, properties: object = {}) =>
  Object.keys(template.findResources(type, { Properties: properties }))[0];
const ref = (type: string, properties?: object) => ({ Ref: idOf(type, properties) });

const dimensions = {
  api: { ApiName: stackName, Stage: 'dev' },
  processor: { FunctionName: ref('AWS::Lambda::Function', { Description: 'Runs jobs' }) },
  errorHandler: { FunctionName: ref('AWS::Lambda::Function', { Description: 'Records failed jobs' }) },
  table: { TableName: ref('AWS::DynamoDB::Table') },
  getItem: { TableName: ref('AWS::DynamoDB::Table'), Operation: 'GetItem' },
  putItem: { TableName: ref('AWS::DynamoDB::Table'), Operation: 'PutItem' },
  // `Ref` of a rule on a custom bus is `<bus>|<rule>`; its ARN ends with `rule/<bus>/<rule>` (C37).
  rule: {
    EventBusName: ref('AWS::Events::EventBus'),
    RuleName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': [idOf('AWS::Events::Rule'), 'Arn'] }] }] },
  },
  queue: { QueueName: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'QueueName'] } },
};

/** A metric in one line: namespace, name, statistic, period. */
const short = ({ Metric, Stat, Period }: MetricStat) => `${Metric.Namespace} ${Metric.MetricName} ${Stat} ${Period} s`;

const asDimensions = (list: Dimension[] = []) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** Everything that determines when an alarm goes off. */
function conditionOf(alarm: Alarm) {
  const stats = alarm.Metrics
    ? alarm.Metrics.flatMap(({ MetricStat }) => MetricStat ?? [])
    : [
        {
          Metric: {
            Namespace: alarm.Namespace ?? '',
            MetricName: alarm.MetricName ?? '',
            Dimensions: alarm.Dimensions ?? [],
          },
          Stat: alarm.Statistic ?? alarm.ExtendedStatistic ?? '',
          Period: alarm.Period ?? 0,
        },
      ];
  const expressions = (alarm.Metrics ?? []).flatMap(({ Expression }) => Expression ?? []);
  const operator = alarm.ComparisonOperator === 'GreaterThanThreshold' ? '>' : '>=';
  expect(['GreaterThanThreshold', 'GreaterThanOrEqualToThreshold']).toContain(alarm.ComparisonOperator);
  return {
    metrics: stats.map((stat) => [short(stat), asDimensions(stat.Metric.Dimensions)]),
    when: [
      ...expressions,
      `${operator} ${alarm.Threshold}`,
      `${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods}`,
    ].join(', '),
  };
}

interface Widget {
  readonly title?: string;
  readonly metrics?: unknown;
  readonly alarms?: unknown[];
  readonly annotations?: { readonly horizontal?: unknown[] };
}

/** The dashboard's widgets that contain a metric of the namespace. */
function findWidgets(namespace: string): Widget[] {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard')) as {
    Properties: { DashboardBody: { 'Fn::Join': [string, unknown[]] } };
  }[];
  const parts = dashboard?.Properties.DashboardBody['Fn::Join'][1] ?? [];
  const body = parts.map((part) => (typeof part === 'string' ? part : 'a reference')).join('');
  const { widgets } = JSON.parse(body) as { widgets: { properties: Widget }[] };
  return widgets.map(({ properties }) => properties).filter((widget) => JSON.stringify(widget).includes(namespace));
}

/** The names of the alarms that roll back a function's deployment. */
function rollbackAlarms(what: 'processor' | 'errorHandler'): string[] {
  const bundles = { processor: import.meta.dirname, errorHandler: import.meta.dirname };
  const stack = new JobsStack(createApp(), stackName, { stageName: 'dev', settings: parseStage('dev', {}), bundles });
  const alarms = stack.monitoring?.rollbackAlarms[what] ?? [];
  const names = alarms.map((alarm) => (alarm.node.defaultChild as CfnAlarm).alarmName ?? '');
  return names.map((name) => name.replace(`${stackName}-`, ''));
}

describe('the alarms', () => {
  // Names, dimensions and statistics as in AWS's lists of metrics, which are linked next to the definitions.
  it.each([
    ['ApiServerErrors', [['AWS/ApiGateway 5XXError Average 300 s', dimensions.api]], '> 0.01, 1 of 1'],
    ['ApiClientErrors', [['AWS/ApiGateway 4XXError Average 300 s', dimensions.api]], '> 0.25, 3 of 3'],
    ['ApiForbiddenRequests', [[`JobsApi/${stackName} ForbiddenRequests Sum 300 s`, {}]], '> 100, 1 of 1'],
    ['ApiLatency', [['AWS/ApiGateway Latency p99 300 s', dimensions.api]], '> 1000, 2 of 3'],
    ['ProcessorErrors', [['AWS/Lambda Errors Average 60 s', dimensions.processor]], '> 0.05, 2 of 10'],
    [
      'ProcessorDroppedEvents',
      [
        ['AWS/Lambda AsyncEventsDropped Sum 300 s', dimensions.processor],
        ['AWS/Lambda AsyncEventsReceived Sum 300 s', dimensions.processor],
      ],
      '100 * dropped / received, > 5, 2 of 3',
    ],
    [
      'ProcessorDestinationFailures',
      [['AWS/Lambda DestinationDeliveryFailures Sum 300 s', dimensions.processor]],
      '>= 1, 1 of 1',
    ],
    ['ProcessorConcurrency', [['AWS/Lambda ConcurrentExecutions Maximum 300 s', dimensions.processor]], '> 80, 3 of 3'],
    ['ProcessorThrottles', [['AWS/Lambda Throttles Sum 300 s', dimensions.processor]], '>= 1, 3 of 3'],
    ['ProcessorDuration', [['AWS/Lambda Duration p99 300 s', dimensions.processor]], '> 240000, 2 of 4'],
    ['ProcessorEventAge', [['AWS/Lambda AsyncEventAge Maximum 300 s', dimensions.processor]], '> 2160000, 1 of 1'],
    ['ErrorHandlerErrors', [['AWS/Lambda Errors Sum 60 s', dimensions.errorHandler]], '>= 1, 1 of 6'],
    ['FailedJobsArchived', [['AWS/Lambda AsyncEventsDropped Sum 60 s', dimensions.errorHandler]], '>= 1, 1 of 5'],
    [
      'ErrorHandlerDestinationFailures',
      [['AWS/Lambda DestinationDeliveryFailures Sum 300 s', dimensions.errorHandler]],
      '>= 1, 1 of 1',
    ],
    [
      'ErrorHandlerConcurrency',
      [['AWS/Lambda ConcurrentExecutions Maximum 300 s', dimensions.errorHandler]],
      '> 80, 3 of 3',
    ],
    ['ErrorHandlerThrottles', [['AWS/Lambda Throttles Sum 300 s', dimensions.errorHandler]], '>= 1, 3 of 3'],
    ['ErrorHandlerDuration', [['AWS/Lambda Duration p99 300 s', dimensions.errorHandler]], '> 4000, 2 of 4'],
    [
      'ErrorHandlerEventAge',
      [['AWS/Lambda AsyncEventAge Maximum 300 s', dimensions.errorHandler]],
      '> 2160000, 1 of 1',
    ],
    [
      'TableThrottles',
      [
        ['AWS/DynamoDB ReadThrottleEvents Sum 300 s', dimensions.table],
        ['AWS/DynamoDB WriteThrottleEvents Sum 300 s', dimensions.table],
      ],
      'FILL(reads, 0) + FILL(writes, 0), >= 1, 2 of 3',
    ],
    [
      'TableSystemErrors',
      [
        ['AWS/DynamoDB SystemErrors Sum 300 s', dimensions.getItem],
        ['AWS/DynamoDB SystemErrors Sum 300 s', dimensions.putItem],
      ],
      'FILL(gets, 0) + FILL(puts, 0), >= 1, 2 of 3',
    ],
    ['ReplayRuleFailures', [['AWS/Events FailedInvocations Sum 300 s', dimensions.rule]], '>= 1, 1 of 1'],
    [
      'ReplayDeadLetters',
      [['AWS/SQS ApproximateNumberOfMessagesVisible Maximum 300 s', dimensions.queue]],
      '>= 1, 1 of 1',
    ],
  ] as const)('%s', (name, metrics, when) => {
    const alarm = alarmsOf().get(name);
    expect(alarm).toBeDefined();
    expect(conditionOf(alarm!)).toEqual({ metrics, when });
  });

  it('are all in the list above', () => {
    expect(alarmsOf().size).toBe(22);
  });

  it('are not raised by missing data', () => {
    for (const { TreatMissingData } of alarmsOf().values()) expect(TreatMissingData).toBe('notBreaching');
  });

  it('follow the limits of the functions and the thresholds of the stage', () => {
    const alarms = alarmsOf(
      synthesize(
        'dev',
        parseStage('dev', {
          processor: { timeoutSeconds: 900, reservedConcurrency: 10 },
          maxEventAgeSeconds: 600,
          monitoring: {
            thresholds: { durationPercent: 50, eventAgePercent: 20, latencyMs: 250, serverErrorPercent: 5 },
          },
        }),
      ),
    );
    const when = (name: string) => conditionOf(alarms.get(name)!).when;
    expect(when('ProcessorDuration')).toBe('> 450000, 2 of 6');
    expect(when('ProcessorErrors')).toBe('> 0.05, 2 of 20');
    expect(when('ProcessorConcurrency')).toBe('> 8, 3 of 3');
    expect(when('ProcessorEventAge')).toBe('> 120000, 1 of 1');
    expect(when('ApiLatency')).toBe('> 250, 2 of 3');
    expect(when('ApiServerErrors')).toBe('> 0.05, 1 of 1');
  });

  it('do not include concurrency if none is reserved', () => {
    const settings = { processor: { reservedConcurrency: 'none' }, errorHandler: { reservedConcurrency: 'none' } };
    const template = synthesize('dev', parseStage('dev', settings));
    const alarms = alarmsOf(template);
    expect(alarms.has('ProcessorThrottles')).toBe(true);
    expect([...alarms.keys()].filter((name) => name.endsWith('Concurrency'))).toEqual([]);
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function'))) {
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  it('that a faulty version raises roll back its deployment', () => {
    expect(rollbackAlarms('processor')).toEqual([
      'ApiServerErrors',
      'ProcessorErrors',
      'ErrorHandlerErrors',
      'FailedJobsArchived',
    ]);
    expect(rollbackAlarms('errorHandler')).toEqual(['ApiServerErrors', 'ErrorHandlerErrors', 'FailedJobsArchived']);
  });
});

describe('the alarms of completion events', () => {
  const withEvents = synthesize('dev', parseStage('dev', { completionEvents: true }));
  const idWith = (type: string, prefix: string) =>
    Object.keys(withEvents.findResources(type)).find((id) => id.startsWith(prefix));
  const pipe = { PipeName: { Ref: idWith('AWS::Pipes::Pipe', 'JobEvents') } };
  const queue = { QueueName: { 'Fn::GetAtt': [idWith('AWS::SQS::Queue', 'JobEvents'), 'QueueName'] } };

  it.each([
    [
      'JobEventsMissing',
      [
        ['JobsApi JobsSucceeded Sum 300 s', { service: stackName }],
        ['JobsApi JobsFailed Sum 300 s', { service: stackName }],
        ['AWS/EventBridge/Pipes EventCount Sum 300 s', pipe],
      ],
      'IF(FILL(succeeded, 0) + FILL(failed, 0) > 0 AND FILL(events, 0) < 1, 1, 0), >= 1, 3 of 3',
    ],
    [
      'JobEventsFailures',
      [
        ['AWS/EventBridge/Pipes ExecutionFailed Sum 300 s', pipe],
        ['AWS/EventBridge/Pipes ExecutionPartiallyFailed Sum 300 s', pipe],
        ['AWS/EventBridge/Pipes ExecutionTimeout Sum 300 s', pipe],
      ],
      'FILL(failed, 0) + FILL(partiallyFailed, 0) + FILL(timedOut, 0), >= 1, 2 of 3',
    ],
    ['JobEventsThrottles', [['AWS/EventBridge/Pipes ExecutionThrottled Sum 300 s', pipe]], '>= 1, 3 of 3'],
    ['JobEventsDeadLetters', [['AWS/SQS ApproximateNumberOfMessagesVisible Maximum 300 s', queue]], '>= 1, 1 of 1'],
  ])('%s', (name, metrics, when) => {
    expect(conditionOf(alarmsOf(withEvents).get(name)!)).toEqual({ metrics, when });
  });

  it('add four, and keep the others', () => {
    const added = [...alarmsOf(withEvents).keys()].filter((name) => !alarmsOf().has(name));
    expect(added).toEqual(['JobEventsMissing', 'JobEventsFailures', 'JobEventsThrottles', 'JobEventsDeadLetters']);
    expect(alarmsOf(withEvents).size).toBe(alarmsOf().size + added.length);
  });
});

describe('alarm notifications', () => {
  const monitoring = (settings: object) => synthesize('dev', parseStage('dev', { monitoring: settings }));
  const actionsOf = (from: ReturnType<typeof synthesize>) =>
    [...alarmsOf(from).values()].map(({ AlarmActions, OKActions }) => ({ AlarmActions, OKActions }));

  it('go to nobody by default', () => {
    for (const actions of actionsOf(template)) expect(actions).toEqual({});
    template.resourceCountIs('AWS::SNS::Topic', 0);
  });

  it('can go to an existing topic', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-west-1:123456789012:operations';
    const withTopic = monitoring({ alarmTopicArn });
    for (const actions of actionsOf(withTopic)) {
      expect(actions).toEqual({ AlarmActions: [alarmTopicArn], OKActions: [alarmTopicArn] });
    }
    withTopic.resourceCountIs('AWS::SNS::Topic', 0);
  });

  it('can go to an email address, through an encrypted topic that only alarms of the stack may publish to', () => {
    const withEmail = monitoring({ alarmEmail: 'team@example.com' });
    const [topic] = Object.keys(withEmail.findResources('AWS::SNS::Topic'));
    const Ref = { Ref: topic };
    for (const actions of actionsOf(withEmail)) expect(actions).toEqual({ AlarmActions: [Ref], OKActions: [Ref] });
    withEmail.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'team@example.com',
      TopicArn: Ref,
    });
    const Condition = {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([`:alarm:${stackName}-*`])] } },
    };
    const Principal = { Service: 'cloudwatch.amazonaws.com' };
    withEmail.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          { Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: Ref, Condition },
        ],
      },
    });
    withEmail.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Principal, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*', Condition },
        ]),
      },
    });
  });

  it.each([
    [{ alarmEmail: 'nobody' }, /monitoring\.alarmEmail: /],
    [{ alarmTopicArn: 'operations' }, /monitoring\.alarmTopicArn: must be the ARN of an SNS topic/],
    [
      { alarmEmail: 'team@example.com', alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:operations' },
      /monitoring: alarmEmail and alarmTopicArn cannot be combined/,
    ],
    [{ thresholds: { durationPercent: 101 } }, /monitoring\.thresholds\.durationPercent: /],
  ])('%j is rejected', (settings, message) => {
    expect(() => parseStage('dev', { monitoring: settings })).toThrow(message);
  });
});

describe('the dashboard', () => {
  it('has a different name in each region, because names are unique in an account, and is an output', () => {
    const name = { 'Fn::Join': ['', [`${stackName}-`, { Ref: 'AWS::Region' }]] };
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: name });
    template.hasOutput('JobsDashboard', { Value: { Ref: idOf('AWS::CloudWatch::Dashboard') } });
  });

  it("shows the outcomes of jobs, from the functions' own metrics", () => {
    const widgets = findWidgets('JobsApi');
    expect(widgets.map(({ title }) => title)).toEqual([
      'Jobs',
      'Failed jobs by error type',
      'Job duration (ms)',
      'Forbidden requests (403)',
    ]);
    const text = JSON.stringify(widgets);
    for (const name of ['JobsStarted', 'JobsSucceeded', 'JobsFailed', 'JobDuration']) {
      expect(text).toContain(`["JobsApi","${name}","service","${stackName}"`);
    }
    expect(text).toContain(`{JobsApi,errorType,service} MetricName=`);
  });

  it("shows each alarm's metric and threshold, and the state of all alarms", () => {
    const annotations = findWidgets('').flatMap((widget) => widget.annotations?.horizontal ?? []);
    expect(annotations.length).toBe(22);
    expect(findWidgets('').find(({ alarms }) => alarms)?.alarms).toHaveLength(22);
  });
});

describe('rejected requests', () => {
  it('with 403 are counted from the access log', () => {
    const [accessLogs] = Object.keys(template.findResources('AWS::Logs::LogGroup')).filter((id) =>
      id.includes('AccessLogs'),
    );
    template.resourceCountIs('AWS::Logs::MetricFilter', 1);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: accessLogs },
      FilterPattern: '{ $.status = "403" }',
      MetricTransformations: [Match.objectLike({ MetricName: 'ForbiddenRequests', MetricValue: '1' })],
    });
  });

  it('are counted for each caller if the stage is set to', () => {
    synthesize('dev', parseStage('dev', { monitoring: { rejectionsByCaller: true } })).hasResourceProperties(
      'AWS::Logs::MetricFilter',
      {
        FilterPattern: '{ $.status = "4*" }',
        MetricTransformations: [
          Match.objectLike({ MetricName: 'RejectedRequests', Dimensions: [{ Key: 'caller', Value: '$.userArn' }] }),
        ],
      },
    );
  });
});

describe('optional limits', () => {
  const settings = { requestAnomalies: true, budget: { monthlyUsd: 100, email: 'team@example.com' } };
  const watched = synthesize('dev', parseStage('dev', { monitoring: settings }));

  it('raise an alarm on far more requests than usual', () => {
    watched.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `${stackName}-ApiRequestAnomaly`,
      ComparisonOperator: 'GreaterThanUpperThreshold',
      Metrics: Match.arrayWith([Match.objectLike({ Expression: Match.stringLikeRegexp('ANOMALY_DETECTION_BAND.*3') })]),
    });
  });

  it('send an email about a budget', () => {
    template.resourceCountIs('AWS::Budgets::Budget', 0);
    const subscribers = [{ SubscriptionType: 'EMAIL', Address: 'team@example.com' }];
    const notify = (NotificationType: string, Threshold: number) =>
      Match.objectLike({ Notification: Match.objectLike({ NotificationType, Threshold }), Subscribers: subscribers });
    watched.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 100, Unit: 'USD' } },
      NotificationsWithSubscribers: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
    });
  });
});

describe('without monitoring', () => {
  it('a stack has no dashboard, alarms or queries', () => {
    const plain = synthesize('dev', parseStage('dev', { monitoring: { enabled: false } }));
    for (const type of ['CloudWatch::Alarm', 'CloudWatch::Dashboard', 'Logs::QueryDefinition', 'SNS::Topic']) {
      plain.resourceCountIs(`AWS::${type}`, 0);
    }
    expect(plain.findOutputs('JobsDashboard')).toEqual({});
  });
});

describe('the replay rule', () => {
  it('has an encrypted dead-letter queue that only it and its bus may send to, over TLS', () => {
    const [queue, arn] = [idOf('AWS::SQS::Queue'), { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'Arn'] }];
    template.hasResourceProperties('AWS::SQS::Queue', {
      KmsMasterKeyId: {
        'Fn::GetAtt': [idOf('AWS::KMS::Key', { Description: 'Encrypts the jobs table' }), 'Arn'],
      },
      MessageRetentionPeriod: 1_209_600,
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: arn }, RetryPolicy: { MaximumEventAgeInSeconds: 3600 } })],
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [idOf('AWS::Events::EventBus'), 'Arn'] } } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Resource: arn,
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [idOf('AWS::Events::Rule'), 'Arn'] } } },
          }),
        ],
      },
    });
  });
});
