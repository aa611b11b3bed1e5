import type { Thresholds } from '../stages/stage-settings.ts';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf } from './graph.ts';
import type { Refusals } from './refusals.ts';

/** The API's metrics: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export function apiGraphs(
  api: {
    readonly name: string;
    readonly stage: string;
    readonly refusals: Refusals;
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
            summary: 'In 3 of the last 3 five-minute periods there were far more requests than is usual for the time.',
            aboveUsualBy: 3,
            periods: [3, 3],
          })
        : metric('Count', 'Sum'),
    ]),
    graph('Answers with an error, as a part of all', [
      metricWithAlarm(metric('5XXError', 'Average'), {
        name: 'ApiServerErrors',
        summary: `More than ${limits.serverErrorPercent} % of the requests were answered with 5xx.`,
        above: limits.serverErrorPercent / 100,
        periods: [1, 1],
        rollsBackDeploymentOf: ['processor', 'errorHandler'],
      }),
      metricWithAlarm(metric('4XXError', 'Average'), {
        name: 'ApiClientErrors',
        summary: `For 15 minutes, more than ${limits.clientErrorPercent} % of the requests were answered with 4xx.`,
        above: limits.clientErrorPercent / 100,
        periods: [3, 3],
      }),
    ]),
    graph('Latency (ms)', [
      metric('Latency', 'p50'),
      metricWithAlarm(metric('Latency', 'p99'), {
        name: 'ApiLatency',
        summary: `In two of 15 minutes' three periods, one request in a hundred took longer than ${limits.latencyMs} ms.`,
        above: limits.latencyMs,
        periods: [2, 3],
      }),
      metric('IntegrationLatency', 'p99'),
    ]),
    graph('Forbidden requests', [
      metricWithAlarm(api.refusals.forbidden, {
        name: 'ApiForbiddenRequests',
        summary: `In the last five minutes more than ${limits.forbiddenRequests} requests were refused with 403.`,
        above: limits.forbiddenRequests,
        periods: [1, 1],
      }),
    ]),
    ...(api.refusals.byCaller ? [graph('Refused requests by caller', [api.refusals.byCaller])] : []),
  ];
}
