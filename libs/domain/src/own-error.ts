import { errorNames } from './error-names.ts';
import { describeThrown, reportableError } from './reportable-error.ts';

/** Before the type of an error of a job's own code that would be taken for another's. */
const mark = 'Job:';

const domainNames = new Set(errorNames('load', 'submission', 'claim', 'work', 'store', 'recording'));

/**
 * The error of a job's own code, as Lambda is to report it. What the error handler reads from the type of an error, the
 * domain and Lambda alone may say: a job's own error with such a type gets a mark. A job can't leave it out, because
 * everything that its code throws comes through here, and can't forge it, because its own mark is marked, too.
 */
export function ownError(thrown: unknown): OwnError {
  const described = describeThrown(thrown);
  const { type } = described;
  const error = reportableError({ ...described, type: isReserved(type) ? mark + type : type });
  return Object.assign(error, { thrownBy: 'job' } as const);
}

/** An error of a job's own code: its text is its author's, and can contain anything. */
export type OwnError = Error & { readonly thrownBy: 'job' };

export function isOwnError(error: unknown): error is OwnError {
  return error instanceof Error && 'thrownBy' in error && error.thrownBy === 'job';
}

/** In place of the message of a job's own error that may not be logged. */
export const withheldMessage = "The error's text is withheld from logs.";

/** The error's type alone, for Lambda, which logs and traces what a function throws. A stack begins with the message. */
export function withheldError({ name }: OwnError): OwnError {
  const error = reportableError({ type: name, message: withheldMessage, frames: '' });
  return Object.assign(error, { thrownBy: 'job' } as const);
}

/** The type as the job's code had it. */
export function withoutMark(type: string): string {
  return type.startsWith(mark) ? type.slice(mark.length) : type;
}

function isReserved(type: string): boolean {
  return domainNames.has(type) || /^(?:Runtime|Sandbox)\./.test(type) || type.startsWith(mark);
}
