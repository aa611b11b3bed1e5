import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { JobType, WorkMetrics } from '@jobs/domain';

/**
 * Metrics in CloudWatch's embedded format, one log line each. Namespace and service come from the environment:
 * `POWERTOOLS_METRICS_NAMESPACE`, `POWERTOOLS_SERVICE_NAME`.
 */
export function createWorkMetrics(metrics = new Metrics()): WorkMetrics {
  return {
    started: (jobId, type) => {
      byType(metrics, type)
        .addMetadata('jobId', jobId)
        .addMetric('JobsStarted', MetricUnit.Count, 1)
        .publishStoredMetrics();
    },
    succeeded: (jobId, durationMs, type) => {
      byType(metrics, type)
        .addMetadata('jobId', jobId)
        .addMetric('JobsSucceeded', MetricUnit.Count, 1)
        .addMetric('JobDuration', MetricUnit.Milliseconds, durationMs)
        .publishStoredMetrics();
    },
    keyReused: (jobId) => {
      metrics.addMetadata('jobId', jobId).addMetric('IdempotencyKeyReused', MetricUnit.Count, 1).publishStoredMetrics();
    },
  };
}

/** Counts all jobs and, if the contract has several types, also by type. */
function byType(metrics: Metrics, type: JobType | undefined): Metrics {
  return type === undefined ? metrics : metrics.addDimensions({}).addDimensions({ jobType: type });
}
