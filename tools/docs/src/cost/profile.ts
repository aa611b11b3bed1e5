import type { JobUsage, Measured } from './measure.ts';

/** A kind of job. */
export interface Profile {
  readonly name: string;
  /** How long the job's own work takes. */
  readonly seconds: number;
  /** How often its caller asks for it. */
  readonly polls: number;
  readonly usage: JobUsage;
}

/** How long the jobs take that the page is about; the second is the example of the contract. */
export const profileSeconds = [1, 5, 60] as const;

/** What was measured, as it is kept in measured.json. */
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
  if (count === undefined) throw new Error(`measured.json has no polls of ${seconds} s: generate it with --measure.`);
  return count;
}
