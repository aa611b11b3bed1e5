// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and generate again.
import * as z from 'zod/mini';
import { integer } from '../checks.ts';

export const JobParametersSchema = z.strictObject({ seconds: z.number().check(integer(), z.gte(1)) });

export const JobResultsSchema = z.strictObject({ message: z.string() });

export const JobErrorSchema = z.strictObject({ type: z.string(), message: z.string() });

export const JobIdSchema = z.string().check(z.regex(new RegExp('^[A-Za-z0-9_-]+$', 'u')), z.maxLength(128));

export const GeneratedJobIdSchema = z
  .string()
  .check(z.regex(new RegExp('^[1-9][0-9]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$', 'u')));

export const IdempotencyKeySchema = z.string().check(z.regex(new RegExp('^[A-Za-z0-9_-]+$', 'u')), z.maxLength(128));

export const AcceptedJobSchema = z.strictObject({ id: JobIdSchema });

export const TimestampSchema = z.iso.datetime();

export const PendingJobSchema = z.strictObject({ id: GeneratedJobIdSchema, status: z.literal(['Pending']) });

export const RunningJobSchema = z.strictObject({
  id: JobIdSchema,
  status: z.literal(['Running']),
  parameters: JobParametersSchema,
  createdAt: TimestampSchema,
  startedAt: TimestampSchema,
});

export const SuccessfulJobSchema = z.strictObject({
  id: JobIdSchema,
  status: z.literal(['Success']),
  parameters: JobParametersSchema,
  results: JobResultsSchema,
  createdAt: TimestampSchema,
  startedAt: TimestampSchema,
  finishedAt: TimestampSchema,
});

export const FailedJobSchema = z.strictObject({
  id: JobIdSchema,
  status: z.literal(['Failure']),
  parameters: z.exactOptional(z.json()),
  error: JobErrorSchema,
  createdAt: TimestampSchema,
  startedAt: z.exactOptional(TimestampSchema),
  finishedAt: TimestampSchema,
});

export const JobSchema = z.xor([PendingJobSchema, RunningJobSchema, SuccessfulJobSchema, FailedJobSchema]);

export const ErrorResponseSchema = z.looseObject({ message: z.string(), details: z.exactOptional(z.string()) });
