import type { Job } from '@jobs/client-sdk';
import { paint, paintStatus, printable, type Stream } from './output.ts';

/** Tells how a job gets on: one line for each change of its status. */
export function createProgress(stream: Stream, now: () => number): (job: Job) => void {
  const startedAt = now();
  return (job) => {
    const seconds = ((now() - startedAt) / 1000).toFixed(1);
    stream.write(
      `${paint(stream, 'dim', `${seconds.padStart(6)} s  ${printable(job.id)}`)}  ${paintStatus(stream, job)}\n`,
    );
  };
}
