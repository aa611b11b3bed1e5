import { describe, expect, it } from 'vitest';
import { metricNames } from './metric-names.ts';

const line = (values: object) =>
  JSON.stringify({
    _aws: {
      Timestamp: 0,
      CloudWatchMetrics: [
        { Namespace: 'Jobs', Dimensions: [['service']], Metrics: [{ Name: 'failed', Unit: 'Count' }] },
      ],
    },
    ...values,
  });

describe('metricNames', () => {
  it('counts a metric once for each value of its dimensions', () => {
    const lines = [line({ service: 'a' }), line({ service: 'a' }), line({ service: 'b' }), 'text', '{"level":"INFO"}'];
    expect(metricNames(lines)).toEqual(['Jobs: failed (service=a)', 'Jobs: failed (service=b)']);
  });
});
