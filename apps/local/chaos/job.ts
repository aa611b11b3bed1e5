/** Errors that a job of its own may throw: any, one with a name of the domain's, one with a name of Lambda's, a large one. */
const ownErrors = ['TypeError', 'JobStillRunningError', 'Runtime.ExitError', 'large'];

/**
 * The source of a job that leaves a line in `file` when it starts. What it does follows from its number, which it has in
 * place of seconds: one in twenty fails, and one in ten takes a moment.
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
