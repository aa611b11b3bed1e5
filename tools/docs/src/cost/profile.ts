import type { JobUsage, Measured } from './measure.ts';

/** A kind of job. */
export interface Profile {
  readonly name: string;
  /** How long the job's own work takes. */
  readonly seconds: number;
  /** How often its caller polls. */
  readonly polls: number;
  readonly usage: JobUsage;
}

/** The durations of the page's jobs; the second is the page's example. */
export const profileSeconds = [1, 5, 60] as const;

/** The measurements in measured.json. */
export interface Measurements extends Measured {
  /** Seconds of a job -> polls. */
  readonly polls: Readonly<Record<string, number>>;
}

export function profiles(measured: Measurements): Profile[] {
  return profileSeconds.map((seconds) => ({
    name: `${seconds} s`,
    seconds,
    polls: pollsIn(measured, seconds),
    usage: measured.success,
  }));
}

/** A job that fails as it starts. */
export function failingProfile(measured: Measurements): Profile {
  return { name: 'fails immediately', seconds: 0, polls: pollsIn(measured, 0), usage: measured.failure };
}

function pollsIn({ polls }: Measurements, seconds: number): number {
  const count = polls[String(seconds)];
  if (count === undefined)
    throw new Error(`measured.json has no poll count for ${seconds} s. Run: npx nx run docs:generate --measure`);
  return count;
}
