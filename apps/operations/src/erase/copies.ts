import type { StageSettings } from '@jobs/infra/stage-settings';

/** Where copies of a job's erased data can remain. */
export interface Copy {
  readonly what: string;
  /** When it expires at the latest, as RFC 3339; or that it never does. */
  readonly until: string;
}

const hour = 60 * 60_000;
const day = 24 * hour;
/** DynamoDB's default: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html */
const backupDays = 35;
/** Of both dead-letter queues. */
const deadLetterDays = 14;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const streamHours = 24;
/** The number of days for which CDK makes CloudWatch Logs keep logs forever: RetentionDays.INFINITE. */
const isForever = (logDays: number) => logDays === 9999;

/** Where copies of a job's data remain if it is erased now, according to the settings of its stage. */
export function remainingCopies(settings: StageSettings, now: Date): Copy[] {
  const { maxEventAgeSeconds, archiveRetentionDays, logRetentionDays, accessLogRetentionDays, completionEvents } =
    settings;
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const days = (count: number, never: boolean) => (never ? 'kept forever' : after(count * day));
  return [
    {
      // Once for the processor, and once for its failure at the error handler.
      what: "parameters, in Lambda's queues: if the job was cancelled before it started, or is delivered again",
      until: after(2 * maxEventAgeSeconds * 1000),
    },
    ...(completionEvents ? [{ what: 'the record, in the stream of the table', until: after(streamHours * hour) }] : []),
    {
      what: 'parameters and error, in the dead-letter queue of replays: if a replay could not deliver them',
      until: after(deadLetterDays * day),
    },
    { what: 'the record, in backups of the table (point-in-time recovery)', until: after(backupDays * day) },
    {
      what: 'parameters and error, in the archive of failed jobs: if the error handler could not record the failure',
      until: days(archiveRetentionDays, archiveRetentionDays === 0),
    },
    {
      what: 'what the job itself logged, in the logs of the functions',
      until: days(logRetentionDays, isForever(logRetentionDays)),
    },
    {
      what: 'the id of the job and who requested it, in the access log',
      until: days(accessLogRetentionDays, isForever(accessLogRetentionDays)),
    },
  ];
}
