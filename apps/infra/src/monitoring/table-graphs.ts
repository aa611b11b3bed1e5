import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf, sumMetrics } from './graph.ts';

/** The table's metrics: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export function tableGraphs(tableName: string): Graph[] {
  const metric = metricsOf('AWS/DynamoDB', { TableName: tableName });
  const operation = (Operation: string) => metricsOf('AWS/DynamoDB', { TableName: tableName, Operation });
  return [
    graph('Consumed capacity', [
      metric('ConsumedReadCapacityUnits', 'Sum'),
      metric('ConsumedWriteCapacityUnits', 'Sum'),
    ]),
    graph('Throttled and failed requests', [
      metricWithAlarm(
        sumMetrics('Throttled', {
          reads: metric('ReadThrottleEvents', 'Sum'),
          writes: metric('WriteThrottleEvents', 'Sum'),
        }),
        {
          name: 'TableThrottles',
          summary: 'DynamoDB throttled requests to the jobs table in 2 of the last 3 five-minute periods.',
          atLeast: 1,
          periods: [2, 3],
        },
      ),
      metricWithAlarm(
        sumMetrics('Failed', {
          gets: operation('GetItem')('SystemErrors', 'Sum'),
          puts: operation('PutItem')('SystemErrors', 'Sum'),
        }),
        {
          name: 'TableSystemErrors',
          summary: 'DynamoDB returned system errors for the jobs table in 2 of the last 3 five-minute periods.',
          atLeast: 1,
          periods: [2, 3],
        },
      ),
    ]),
    graph('Latency (ms)', [
      operation('GetItem')('SuccessfulRequestLatency', 'p99'),
      operation('PutItem')('SuccessfulRequestLatency', 'p99'),
    ]),
  ];
}
