import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { FailureMetrics } from '@jobs/domain';

/**
 * Metrics in CloudWatch's embedded format, one log line each. Namespace and service come from the environment:
 * `POWERTOOLS_METRICS_NAMESPACE`, `POWERTOOLS_SERVICE_NAME`.
 */
export function createFailureMetrics(metrics = new Metrics()): FailureMetrics {
  return {
    failed: (jobId, errorType, type) => {
      // Sets of dimensions, so that failures can be read in total, by error type and by job type.
      metrics.addDimensions({}).addDimensions({ errorType });
      if (type !== undefined) metrics.addDimensions({ jobType: type });
      metrics.addMetadata('jobId', jobId).addMetric('JobsFailed', MetricUnit.Count, 1).publishStoredMetrics();
    },
  };
}
