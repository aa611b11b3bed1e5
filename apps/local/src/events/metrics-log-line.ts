import * as z from 'zod';
import type { FunctionLogLine } from './function-log-line.ts';

/**
 * A document in CloudWatch's embedded metric format. Names of metrics and dimensions are keys of the document itself.
 */
const EmbeddedMetricsSchema = z.looseObject({
  _aws: z.object({
    Timestamp: z.number().min(0).max(8.64e15),
    CloudWatchMetrics: z.array(
      z.object({
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string().optional() })),
      }),
    ),
  }),
});

const units: Readonly<Record<string, string>> = { Milliseconds: ' ms', Seconds: ' s', Percent: ' %', Bytes: ' bytes' };

/** The dimension with the stack's name, which is redundant in the log of a single stack. */
const stackDimension = 'service';

/** Reads the metrics of a line; undefined if it has none. */
export function readMetrics(entry: unknown): FunctionLogLine | undefined {
  const parsed = EmbeddedMetricsSchema.safeParse(entry);
  if (!parsed.success) return undefined;
  const { _aws, ...values } = parsed.data;
  const metrics = _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics).map(
    ({ Name, Unit = '' }) => `${Name} ${JSON.stringify(values[Name])}${units[Unit] ?? ''}`,
  );
  const dimensions = new Set(_aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions.flat()));
  dimensions.delete(stackDimension);
  const of = [...dimensions].map((name) => `${name} ${String(values[name])}`);
  return {
    time: new Date(_aws.Timestamp).toISOString().slice(11, -1),
    level: 'METRIC',
    message: [metrics.join(', '), ...of].join('; '),
  };
}
