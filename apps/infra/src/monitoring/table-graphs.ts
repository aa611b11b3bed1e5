import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf, sumOf } from './graph.ts';

/** The table's metrics: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export function tableGraphs(tableName: string): Graph[] {
  const metric = metricsOf('AWS/DynamoDB', { TableName: tableName });
  const operation = (Operation: string) => metricsOf('AWS/DynamoDB', { TableName: tableName, Operation });
  return [
    graph('Capacity used', [metric('ConsumedReadCapacityUnits', 'Sum'), metric('ConsumedWriteCapacityUnits', 'Sum')]),
    graph('Refused and failed requests', [
      metricWithAlarm(
        sumOf('Throttled', {
          reads: metric('ReadThrottleEvents', 'Sum'),
          writes: metric('WriteThrottleEvents', 'Sum'),
        }),
        {
          name: 'TableThrottles',
          summary: "In two of 15 minutes' three periods, the table refused requests because there were too many.",
          atLeast: 1,
          periods: [2, 3],
        },
      ),
      metricWithAlarm(
        sumOf('Failed', {
          gets: operation('GetItem')('SystemErrors', 'Sum'),
          puts: operation('PutItem')('SystemErrors', 'Sum'),
        }),
        {
          name: 'TableSystemErrors',
          summary: "In two of 15 minutes' three periods, DynamoDB answered requests with an error of its own.",
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
