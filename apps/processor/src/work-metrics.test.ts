import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JobType } from '@jobs/domain';
import { captureLogLines } from '@jobs/runtime/testing';
import { createWorkMetrics } from './work-metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The sets of dimensions of each line, and the metrics in it. */
function countedBy(type: JobType | undefined) {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'JobsApi');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'jobs-test');
  const lines = captureLogLines();
  const metrics = createWorkMetrics();
  metrics.started('job-1' as never, type);
  metrics.succeeded('job-1' as never, 5, type);
  return lines.map((line) => {
    const { _aws, jobType } = line as { _aws: { CloudWatchMetrics: { Dimensions: string[][] }[] }; jobType?: string };
    return { dimensions: _aws.CloudWatchMetrics[0]?.Dimensions, jobType };
  });
}

describe('the metrics of work', () => {
  it('count all jobs', () => {
    const all = { dimensions: [['service']], jobType: undefined };
    expect(countedBy(undefined)).toEqual([all, all]);
  });

  it('also count jobs by type, if there are several', () => {
    const byType = { dimensions: [['service'], ['service', 'jobType']], jobType: 'mail' };
    expect(countedBy('mail' as JobType)).toEqual([byType, byType]);
  });
});
