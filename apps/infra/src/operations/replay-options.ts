import { parseArgs } from 'node:util';
import { stageOf } from './stage-of.ts';

export interface ReplayOptions {
  readonly stackName: string;
  readonly since: Date;
  readonly until: Date;
}

export const help = `Gives failed jobs from the archive back to the error handler.

Usage: npx nx replay infra [--configuration=STAGE] [--since=TIME] [--until=TIME]

  --since   the first event's time, as 2026-11-22T10:00:00Z or as 90m, 6h, 2d before now (default: 70m)
  --until   the time after the last event's (default: 10m, because an event can take ten minutes to reach the archive)

Against the local run, without that delay:
  AWS_CONFIG_FILE=$PWD/.local/aws-config AWS_PROFILE=jobs-local npx nx replay infra --until=0m`;

const minutes = { m: 1, h: 60, d: 24 * 60 };

/**
 * @param environment `JOBS_STAGE` names the stage
 * @throws Error that names the option and what it may be
 */
export function parseReplayOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  stages: readonly string[],
  now: Date,
): ReplayOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: 'string', default: '70m' },
      until: { type: 'string', default: '10m' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const since = parseTime('--since', values.since, now);
  const until = parseTime('--until', values.until, now);
  if (since >= until)
    throw new Error(`--since (${since.toISOString()}) must be before --until (${until.toISOString()}).`);
  return { stackName: `jobs-${stageOf(environment, stages)}`, since, until };
}

function parseTime(option: string, text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) {
    return new Date(now.getTime() - Number(amount) * minutes[unit as keyof typeof minutes] * 60_000);
  }
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new Error(`${option} must be a time such as 2026-11-22T10:00:00Z, or 90m, 6h or 2d; it is '${text}'.`);
}
