import * as z from 'zod';

/** A line in CloudWatch's embedded metric format. */
const metricLineSchema = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** The billed metrics in log lines: one per name and set of dimension values. */
export function metricNames(lines: readonly string[]): string[] {
  const names = lines.flatMap((line) => {
    const text = parse(line);
    const metricLine = metricLineSchema.safeParse(text);
    if (!metricLine.success) return [];
    const values = text as Record<string, unknown>;
    return metricLine.data._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Dimensions.flatMap((dimensions) => {
        const of = dimensions.map((dimension) => `${dimension}=${String(values[dimension])}`).join(', ');
        return Metrics.map(({ Name }) => `${Namespace}: ${Name}${of && ` (${of})`}`);
      }),
    );
  });
  return [...new Set(names)].sort();
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
