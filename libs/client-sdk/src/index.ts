export type { Clock } from './clock.ts';
export { createJobsClient, type JobsClient, type JobsClientOptions } from './create-jobs-client.ts';
export type { Credentials, CredentialsProvider } from './credentials.ts';
export {
  JobCancelledError,
  JobEventError,
  JobFailedError,
  JobKeyReusedError,
  JobsApiError,
  JobsConfigurationError,
  JobsConnectionError,
  JobsCredentialsError,
  JobsError,
  JobSubmissionAbortedError,
  JobTimeoutError,
} from './errors.ts';
export type * from './generated/api.gen.ts';
export type { OnRequest, OnResponse, RequestInfo, ResponseInfo } from './hooks.ts';
export type { JobHandle, RequestOptions, SubmitJob, SubmitOptions, SuccessfulJobOf } from './jobs.ts';
export type { JobList, ListOptions, PageOptions } from './list-jobs.ts';
export { type JobEvent, parseJobEvent } from './parse-job-event.ts';
export type { RetryOptions } from './retry.ts';
export type { SubmitManyOptions, SubmitManyResult } from './submit-many.ts';
export type { WaitOptions } from './wait-for-job.ts';
