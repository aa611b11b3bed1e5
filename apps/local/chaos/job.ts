/**
 * Errors that the job throws: an ordinary one, one with a name from the domain, one with a name from Lambda, a large
 * one.
 */
const ownErrors = ['TypeError', 'JobStillRunningError', 'Runtime.ExitError', 'large'];

/**
 * The source of a job that adds a line to `file` when it starts. The job's number, passed as `seconds`, decides what it
 * does: one in twenty fails, and one in ten takes a moment.
 */
export const jobSource = (file: string): string => `
import { appendFileSync } from 'node:fs';

export const jobErrorTypes = [];

export const runJob = async ({ seconds: number }, { sleep }) => {
  appendFileSync(${JSON.stringify(file)}, number + '\\n');
  if (number % 10 === 1) await sleep(number % 50);
  if (number % 20 === 3) throw ownError(${JSON.stringify(ownErrors)}[Math.floor(number / 20) % ${ownErrors.length}]);
  return { message: String(number) };
};

function ownError(kind) {
  if (kind === 'large') return new Error('x'.repeat(530_000));
  return Object.assign(new Error('The job fails on purpose.'), { name: kind });
}
`;
