import type { LogGroup } from './log-groups.ts';

const matchAny = (...terms: readonly string[]) => `{ ${terms.map((term) => `(${term})`).join(' || ')} }`;

/** Matches errors, by the kind of log. The execution logs of gateway and pipe contain nothing else. */
const errorPatterns = {
  function: matchAny(
    '$.level = "WARN"',
    '$.level = "ERROR"',
    '$.level = "FATAL"',
    '$.record.status = "error"',
    '$.record.status = "failure"',
    '$.record.status = "timeout"',
  ),
  access: matchAny('$.status = "4*"', '$.status = "5*"'),
  execution: undefined,
} satisfies Record<LogGroup['kind'], string | undefined>;

/** Which lines to read. */
export interface LogFilter {
  readonly job: string | undefined;
  readonly errors: boolean;
}

/**
 * The filter pattern of CloudWatch Logs for a log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function patternOf({ kind }: LogGroup, { job, errors }: LogFilter): string | undefined {
  if (errors && errorPatterns[kind]) return errorPatterns[kind];
  return job === undefined ? undefined : `"${job}"`;
}
