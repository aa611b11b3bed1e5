import { Fn } from 'aws-cdk-lib';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf } from './graph.ts';

export interface MonitoredReplays {
  readonly busName: string;
  readonly ruleArn: string;
  readonly deadLetterQueueName: string;
}

/**
 * Replays of the archive. Metrics: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (a rule
 * of a custom bus has both dimensions) and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function replayGraphs({ busName, ruleArn, deadLetterQueueName }: MonitoredReplays): Graph[] {
  // The name is the end of the ARN, `rule/<bus>/<name>`: `Ref` of a rule on a custom bus is `<bus>|<name>`.
  const ruleName = Fn.select(2, Fn.split('/', ruleArn));
  const rule = metricsOf('AWS/Events', { EventBusName: busName, RuleName: ruleName });
  const queue = metricsOf('AWS/SQS', { QueueName: deadLetterQueueName });
  return [
    graph('Replayed events', [
      rule('Invocations', 'Sum'),
      metricWithAlarm(rule('FailedInvocations', 'Sum'), {
        name: 'ReplayRuleFailures',
        summary: 'EventBridge could not deliver a replayed event to the error handler in the last five minutes.',
        atLeast: 1,
        periods: [1, 1],
      }),
    ]),
    graph('Undelivered replayed events (dead-letter queue)', [
      metricWithAlarm(queue('ApproximateNumberOfMessagesVisible', 'Maximum'), {
        name: 'ReplayDeadLetters',
        summary:
          'The dead-letter queue contains replayed events that could not be delivered, or failed jobs that could not be encrypted.',
        atLeast: 1,
        periods: [1, 1],
      }),
    ]),
  ];
}
