import type { Thresholds } from '../stages/stage-settings.ts';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf } from './graph.ts';
import type { Rejections } from './rejections.ts';

/**
 * The API's metrics:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export function apiGraphs(
  api: {
    readonly name: string;
    readonly stage: string;
    readonly rejections: Rejections;
    readonly alarmsOnAnomalies: boolean;
  },
  limits: Thresholds,
): Graph[] {
  const metric = metricsOf('AWS/ApiGateway', { ApiName: api.name, Stage: api.stage });
  return [
    graph('Requests', [
      api.alarmsOnAnomalies
        ? metricWithAlarm(metric('Count', 'Sum'), {
            name: 'ApiRequestAnomaly',
            summary: 'Requests were far above the expected range in 3 of the last 3 five-minute periods.',
            aboveUsualBy: 3,
            periods: [3, 3],
          })
        : metric('Count', 'Sum'),
    ]),
    graph('Error rate', [
      metricWithAlarm(metric('5XXError', 'Average'), {
        name: 'ApiServerErrors',
        summary: `5xx error rate exceeded ${limits.serverErrorPercent}% in the last five minutes.`,
        above: limits.serverErrorPercent / 100,
        periods: [1, 1],
        rollsBackDeploymentOf: ['processor', 'errorHandler'],
      }),
      metricWithAlarm(metric('4XXError', 'Average'), {
        name: 'ApiClientErrors',
        summary: `4xx error rate exceeded ${limits.clientErrorPercent}% in 3 of the last 3 five-minute periods.`,
        above: limits.clientErrorPercent / 100,
        periods: [3, 3],
      }),
    ]),
    graph('Latency (ms)', [
      metric('Latency', 'p50'),
      metricWithAlarm(metric('Latency', 'p99'), {
        name: 'ApiLatency',
        summary: `p99 latency exceeded ${limits.latencyMs} ms in 2 of the last 3 five-minute periods.`,
        above: limits.latencyMs,
        periods: [2, 3],
      }),
      metric('IntegrationLatency', 'p99'),
    ]),
    graph('Forbidden requests (403)', [
      metricWithAlarm(api.rejections.forbidden, {
        name: 'ApiForbiddenRequests',
        summary: `More than ${limits.forbiddenRequests} requests were rejected with 403 in the last five minutes.`,
        above: limits.forbiddenRequests,
        periods: [1, 1],
      }),
    ]),
    ...(api.rejections.byCaller ? [graph('Rejected requests by caller', [api.rejections.byCaller])] : []),
  ];
}
