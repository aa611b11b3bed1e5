import * as z from 'zod/mini';
import { type JobError, JobIdSchema } from '@jobs/contract';
import { describeIssues } from './describe-issues.ts';
import { InvalidFailureRecordError } from './errors.ts';
import { withoutMark } from './own-error.ts';
import { maxErrorBytes } from './reportable-error.ts';
import { truncateUtf8 } from './truncate-utf8.ts';

/** What Lambda sends to a destination on failure (docs/facts/b.md#b18): the parts used here. */
const FailureRecordSchema = z.object({
  timestamp: z.optional(z.string()),
  requestContext: z.object({ requestId: z.string(), condition: z.string() }),
  requestPayload: z.optional(z.unknown()),
  responsePayload: z.optional(z.unknown()),
});

const ErrorPayloadSchema = z.object({
  errorType: z.optional(z.string()),
  errorMessage: z.optional(z.string()),
});

export type FailureRecord = z.infer<typeof FailureRecordSchema>;

const withoutAttempt: Readonly<Record<string, string>> = {
  EventAgeExceeded: 'The job waited longer than the maximum event age and was not started.',
  ZeroReservedConcurrency:
    'The job was not started, because the processor is disabled (its reserved concurrency is 0).',
};

/** @throws {InvalidFailureRecordError} */
export function parseFailureRecord(event: unknown): FailureRecord {
  const parsed = FailureRecordSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new InvalidFailureRecordError(
    `The failure record is not valid: ${describeIssues(parsed.error, FailureRecordSchema)}.`,
  );
}

/** The job's `error`: why it failed. */
export function jobErrorOf(record: FailureRecord, id: string): JobError {
  const error = reportedError(record);
  const invalidKey = !JobIdSchema.safeParse(id).success && error.type !== 'InvalidSubmissionError';
  const { type, message } = invalidKey ? invalidKeyError : error;
  return {
    type: truncateUtf8(withoutMark(type), maxErrorBytes.type),
    message: truncateUtf8(message, maxErrorBytes.message),
  };
}

const invalidKeyError: JobError = {
  type: 'InvalidSubmissionError',
  message: 'The idempotency key is not valid: it must have 1 to 128 characters of A-Z, a-z, 0-9, _ and -.',
};

/** Lambda's report of the failure. */
export function reportedError({ requestContext: { condition }, responsePayload }: FailureRecord): JobError {
  if (responsePayload === undefined) {
    return { type: condition, message: withoutAttempt[condition] ?? 'The job was not started.' };
  }
  const payload = ErrorPayloadSchema.safeParse(responsePayload);
  const { errorType, errorMessage = 'The job failed without a message.' } = payload.success ? payload.data : {};
  return { type: errorType ?? typeFromMessage(errorMessage), message: errorMessage };
}

/** Lambda has not always sent a type with a timeout (docs/facts/b.md#b26). */
function typeFromMessage(message: string): string {
  return /Task timed out after \d+\.\d\d seconds/.test(message) ? 'Sandbox.Timedout' : 'Error';
}
