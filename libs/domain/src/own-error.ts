import { errorNames } from './error-names.ts';
import { describeThrown, reportableError } from './reportable-error.ts';

/** The prefix of an error type from a job's own code that would otherwise be mistaken for the domain's or Lambda's. */
const mark = 'Job:';

const domainNames = new Set(errorNames('load', 'submission', 'claim', 'work', 'store', 'recording'));

/**
 * The error of a job's own code, as Lambda is to report it. The error handler acts on certain error types, which only
 * the domain and Lambda may use, so a job's own error with such a type gets a mark. A job can neither omit the mark,
 * because everything that its code throws passes through here, nor forge it, because its own mark is also marked.
 */
export function ownError(thrown: unknown): OwnError {
  const described = describeThrown(thrown);
  const { type } = described;
  const error = reportableError({ ...described, type: isReserved(type) ? mark + type : type });
  return Object.assign(error, { thrownBy: 'job' } as const);
}

/** An error of a job's own code, whose author chose its text: it can contain anything. */
export type OwnError = Error & { readonly thrownBy: 'job' };

export function isOwnError(error: unknown): error is OwnError {
  return error instanceof Error && 'thrownBy' in error && error.thrownBy === 'job';
}

/** Replaces the message of a job's own error that may not be logged. */
export const withheldMessage = "The error's text is withheld from logs.";

/**
 * Only the error's type, for Lambda, which logs and traces what a function throws. A stack would begin with the
 * message.
 */
export function withheldError({ name }: OwnError): OwnError {
  const error = reportableError({ type: name, message: withheldMessage, frames: '' });
  return Object.assign(error, { thrownBy: 'job' } as const);
}

/** The type as set by the job's code. */
export function withoutMark(type: string): string {
  return type.startsWith(mark) ? type.slice(mark.length) : type;
}

function isReserved(type: string): boolean {
  return domainNames.has(type) || /^(?:Runtime|Sandbox)\./.test(type) || type.startsWith(mark);
}
