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
export function ownError(thrown: unknown): Error {
  const described = describeThrown(thrown);
  const { type } = described;
  return reportableError({ ...described, type: isReserved(type) ? mark + type : type });
}

/** The type as the job's code had it. */
export function withoutMark(type: string): string {
  return type.startsWith(mark) ? type.slice(mark.length) : type;
}

function isReserved(type: string): boolean {
  return domainNames.has(type) || /^(?:Runtime|Sandbox)\./.test(type) || type.startsWith(mark);
}
