// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.
import * as z from 'zod/mini';
import * as checks from '../checks.ts';
import type { components } from './types.gen.ts';

type Schemas = components['schemas'];

export const JobParametersSchema: z.ZodMiniType<Schemas['JobParameters']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({ seconds: z.number().check(checks.wholeNumber(), z.gte(1), z.lte(9007199254740991)) }),
  ))();

export const JobResultsSchema: z.ZodMiniType<Schemas['JobResults']> = /* @__PURE__ */ (() =>
  checks.schema(z.strictObject({ message: z.string() })))();

export const JobErrorSchema: z.ZodMiniType<Schemas['JobError']> = /* @__PURE__ */ (() =>
  checks.schema(z.strictObject({ type: z.string(), message: z.string() })))();

export const JobIdSchema: z.ZodMiniType<Schemas['JobId']> = /* @__PURE__ */ (() =>
  checks.schema(z.string().check(z.regex(new RegExp('^[A-Za-z0-9_-]+$', 'u')), checks.maxCharacters(128))))();

export const GeneratedJobIdSchema: z.ZodMiniType<Schemas['GeneratedJobId']> = /* @__PURE__ */ (() =>
  checks.schema(
    z
      .string()
      .check(z.regex(new RegExp('^[1-9][0-9]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$', 'u'))),
  ))();

export const IdempotencyKeySchema: z.ZodMiniType<Schemas['IdempotencyKey']> = /* @__PURE__ */ (() =>
  checks.schema(z.string().check(z.regex(new RegExp('^[A-Za-z0-9_-]+$', 'u')), checks.maxCharacters(128))))();

export const AcceptedJobSchema: z.ZodMiniType<Schemas['AcceptedJob']> = /* @__PURE__ */ (() =>
  checks.schema(z.strictObject({ id: JobIdSchema, status: z.literal(['Pending']) })))();

export const TimestampSchema: z.ZodMiniType<Schemas['Timestamp']> = /* @__PURE__ */ (() =>
  checks.schema(
    z
      .string()
      .check(
        checks.format(
          'date-time',
          new RegExp(
            '^(?:(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$',
            'u',
          ),
        ),
      ),
  ))();

export const PendingJobSchema: z.ZodMiniType<Schemas['PendingJob']> = /* @__PURE__ */ (() =>
  checks.schema(z.strictObject({ id: GeneratedJobIdSchema, status: z.literal(['Pending']) })))();

export const JobProgressSchema: z.ZodMiniType<Schemas['JobProgress']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      percent: z.exactOptional(z.number().check(z.gte(0), z.lte(100))),
      message: z.exactOptional(z.string().check(checks.maxCharacters(256))),
      updatedAt: TimestampSchema,
    }),
  ))();

export const RunningJobSchema: z.ZodMiniType<Schemas['RunningJob']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      id: JobIdSchema,
      status: z.literal(['Running']),
      parameters: JobParametersSchema,
      progress: z.exactOptional(JobProgressSchema),
      createdAt: TimestampSchema,
      startedAt: TimestampSchema,
    }),
  ))();

export const SuccessfulJobSchema: z.ZodMiniType<Schemas['SuccessfulJob']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      id: JobIdSchema,
      status: z.literal(['Success']),
      parameters: JobParametersSchema,
      results: JobResultsSchema,
      createdAt: TimestampSchema,
      startedAt: TimestampSchema,
      finishedAt: TimestampSchema,
    }),
  ))();

export const FailedJobSchema: z.ZodMiniType<Schemas['FailedJob']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      id: JobIdSchema,
      status: z.literal(['Failure']),
      parameters: z.exactOptional(checks.anything()),
      error: JobErrorSchema,
      createdAt: TimestampSchema,
      startedAt: z.exactOptional(TimestampSchema),
      finishedAt: TimestampSchema,
    }),
  ))();

export const CancelledJobSchema: z.ZodMiniType<Schemas['CancelledJob']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      id: JobIdSchema,
      status: z.literal(['Cancelled']),
      parameters: z.exactOptional(JobParametersSchema),
      createdAt: TimestampSchema,
      startedAt: z.exactOptional(TimestampSchema),
      finishedAt: TimestampSchema,
    }),
  ))();

export const JobSchema: z.ZodMiniType<Schemas['Job']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.xor([PendingJobSchema, RunningJobSchema, SuccessfulJobSchema, FailedJobSchema, CancelledJobSchema]),
  ))();

export const FinalStatusSchema: z.ZodMiniType<Schemas['FinalStatus']> = /* @__PURE__ */ (() =>
  checks.schema(z.literal(['Success', 'Failure', 'Cancelled'])))();

export const JobEventTypeSchema: z.ZodMiniType<Schemas['JobEventType']> = /* @__PURE__ */ (() =>
  checks.schema(z.literal(['job.finished'])))();

export const JobEventSchema: z.ZodMiniType<Schemas['JobEvent']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.looseObject({
      specversion: z.literal(['1.0']),
      id: z.string().check(checks.minCharacters(1)),
      source: z.string().check(checks.minCharacters(1)),
      type: JobEventTypeSchema,
      subject: JobIdSchema,
      time: TimestampSchema,
      data: z.looseObject({
        id: JobIdSchema,
        status: FinalStatusSchema,
        createdAt: TimestampSchema,
        startedAt: z.exactOptional(z.union([TimestampSchema, z.literal([''])])),
        finishedAt: TimestampSchema,
      }),
    }),
  ))();

export const ListedStatusSchema: z.ZodMiniType<Schemas['ListedStatus']> = /* @__PURE__ */ (() =>
  checks.schema(z.literal(['Running', 'Success', 'Failure', 'Cancelled'])))();

export const ListedJobSchema: z.ZodMiniType<Schemas['ListedJob']> = /* @__PURE__ */ (() =>
  checks.schema(
    z.strictObject({
      id: JobIdSchema,
      status: ListedStatusSchema,
      createdAt: TimestampSchema,
      startedAt: z.exactOptional(TimestampSchema),
      finishedAt: z.exactOptional(TimestampSchema),
    }),
  ))();

export const JobPageSchema: z.ZodMiniType<Schemas['JobPage']> = /* @__PURE__ */ (() =>
  checks.schema(z.strictObject({ jobs: z.array(ListedJobSchema), nextCursor: z.exactOptional(z.string()) })))();

export const ErrorResponseSchema: z.ZodMiniType<Schemas['ErrorResponse']> = /* @__PURE__ */ (() =>
  checks.schema(z.looseObject({ message: z.string(), details: z.exactOptional(z.string()) })))();
