import * as z from 'zod/mini';
import { JobIdSchema, JobParametersSchema, jsonDocument } from '@jobs/contract';
import { describeIssues } from './describe-issues.ts';
import { InvalidSubmissionError } from './errors.ts';
import { type JobId, keyPrefixForm } from './job-id.ts';
import { type Origin, originOf } from './stored-job.ts';

/** The last millisecond of the year 9999: RFC 3339 has four digits for the year. */
const lastMillisecond = 253_402_300_799_999;

/** A moment in epoch milliseconds. */
export const EpochMillisecondsSchema = z.int().check(z.gte(0), z.lte(lastMillisecond));

/** The event that the gateway's request template sends to the processor. */
export const JobSubmissionSchema = z.object({
  id: JobIdSchema,
  keyPrefix: z.optional(z.string().check(z.regex(keyPrefixForm))),
  submitter: z.optional(z.string()),
  submittedBy: z.optional(z.string()),
  acceptedAt: EpochMillisecondsSchema,
  parameters: jsonDocument(JobParametersSchema),
});

export interface JobSubmission extends Origin {
  readonly id: JobId;
  /** When the gateway accepted the job, in epoch milliseconds. */
  readonly acceptedAt: number;
  /** As they were sent: valid, but without the contract's defaults. */
  readonly parameters: unknown;
}

/** @throws {InvalidSubmissionError} which names each invalid field */
export function parseSubmission(event: unknown): JobSubmission {
  const parsed = JobSubmissionSchema.safeParse(event);
  if (!parsed.success) {
    throw new InvalidSubmissionError(
      `The submission is not valid: ${describeIssues(parsed.error, JobSubmissionSchema)}.`,
    );
  }
  const { parameters } = event as JobSubmission;
  const { id, acceptedAt } = parsed.data;
  return { id: id as JobId, ...originOf(parsed.data), acceptedAt, parameters };
}
