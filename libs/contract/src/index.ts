export { jsonDocument } from './checks.ts';
export { jobTypeOf, resultsSchemaOf } from './job-type.ts';
export type { JobType, JobTypes, ParametersOf, ResultsOf } from '#generated/job-types.gen.ts';
export * from '#generated/operations.gen.ts';
export * from '#generated/request-models.gen.ts';
export * from '#generated/schemas.gen.ts';
export * from '#generated/string-constraints.gen.ts';
export type {
  AcceptedJob,
  CancelledJob,
  ErrorResponse,
  FailedJob,
  Job,
  JobError,
  JobEvent,
  JobParameters,
  JobProgress,
  JobResults,
  PendingJob,
  RunningJob,
  SuccessfulJob,
} from '#generated/types.gen.ts';
