import { apiError } from './api-error.ts';
import type { Clock } from './clock.ts';
import type { JobsClient } from './create-jobs-client.ts';
import { JobKeyReusedError, type JobsApiError, JobsError, JobSubmissionAbortedError } from './errors.ts';
import type {
  AcceptedJob,
  CancelledJob,
  Job,
  JobType,
  ParametersOf,
  ResultsOf,
  SuccessfulJob,
} from './generated/api.gen.ts';
import { checkIdempotencyKey, checkJobId } from './job-id.ts';
import { toJsonBody } from './json-body.ts';
import { readJson } from './response-body.ts';
import { retryAfterMs } from './retry.ts';
import { isSameJson } from './same-json.ts';
import type { Send, SendOptions } from './transport.ts';
import type { WaitForJob, WaitOptions } from './wait-for-job.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface SubmitOptions extends RequestOptions {
  /**
   * Becomes the job's id, so that the same key refers to the same job however often it is submitted:
   * `[A-Za-z0-9_-]{1,128}`.
   * @default a new key in the format of a generated id, with which the job is `Pending` before it starts
   */
  readonly idempotencyKey?: string | undefined;
}

/** A successful job of a type, with the results of that type. */
export type SuccessfulJobOf<Type extends JobType> = SuccessfulJob & { readonly results: ResultsOf<Type> };

/** A job that was accepted. */
export interface JobHandle<Type extends JobType = JobType> {
  readonly id: string;
  /** Waits for the job to succeed. */
  readonly wait: (options?: WaitOptions) => Promise<SuccessfulJobOf<Type>>;
  /** Reads the current job; undefined if it does not exist, or has a custom key and has not started. */
  readonly get: (options?: RequestOptions) => Promise<Job | undefined>;
  /** Cancels the job. */
  readonly cancel: (options?: RequestOptions) => Promise<CancelledJob>;
}

/** What was read, and how long to wait before reading again. */
export interface JobReading {
  readonly job: Job | undefined;
  /** The service's error that the job does not exist. */
  readonly missing: JobsApiError | false;
  readonly retryAfterMs: number;
}

export type ReadJob = (id: string, options?: Pick<SendOptions, 'signal' | 'deadline'>) => Promise<JobReading>;

export function createJobReader(send: Send, clock: Clock): ReadJob {
  return async (jobId, options) => {
    checkJobId(jobId);
    const request = { method: 'GET', path: `/jobs/${jobId}` };
    const response = await send(request, { ...options, isExpected: isJob(jobId) });
    const body = await readJson(response);
    // Only trust the service itself to report a missing job: a proxy that doesn't know the path also returns 404.
    const isMissing = response.status === 404 && has('message')(body);
    const isErased = response.status === 410 && has('message')(body);
    if (!response.ok && !isMissing) throw apiError(response, body, isErased ? 'JobErased' : undefined);
    return {
      job: isMissing ? undefined : (body as Job),
      missing: isMissing && apiError(response, body, 'JobNotFound'),
      retryAfterMs: retryAfterMs(response.headers, clock.now()),
    };
  };
}

export function createJobCanceller(send: Send): JobsClient['cancel'] {
  return async (jobId, { signal } = {}) => {
    checkJobId(jobId);
    const request = { method: 'POST', path: `/jobs/${jobId}/cancel` };
    const response = await send(request, { signal, isExpected: isJob(jobId) });
    const body = await readJson(response);
    if (response.ok) return body as CancelledJob;
    const code = { 404: 'JobNotFound', 409: 'JobAlreadyEnded' }[response.status];
    // Only trust the service itself: a proxy that doesn't know the path also responds with 404.
    throw apiError(response, body, has('message')(body) ? code : undefined);
  };
}

/** If the contract has several types of jobs, `Type` follows from the parameters. */
export type SubmitJob = <Type extends JobType>(
  parameters: ParametersOf<Type>,
  options?: SubmitOptions,
) => Promise<JobHandle<Type>>;

export function createJobSubmitter(
  send: Send,
  clock: Clock,
  jobs: { readonly get: JobsClient['get']; readonly wait: WaitForJob; readonly cancel: JobsClient['cancel'] },
): SubmitJob {
  return async <Type extends JobType>(
    parameters: ParametersOf<Type>,
    { idempotencyKey, signal }: SubmitOptions = {},
  ): Promise<JobHandle<Type>> => {
    if (idempotencyKey !== undefined) checkIdempotencyKey(idempotencyKey);
    let key = idempotencyKey;
    const onKey = (sent: string) => (key = sent);
    const request = {
      method: 'POST',
      path: '/jobs',
      headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
      body: toJsonBody(parameters),
    };
    const response = await send(request, { signal, isExpected: has('id'), onKey }).catch((reason: unknown) => {
      throw withKey(signal?.aborted ? new JobSubmissionAbortedError(reason) : reason, key);
    });
    const answer = await readJson(response);
    if (!response.ok) throw withKey(apiError(response, answer), key);
    const { id } = answer as AcceptedJob;
    const sent: unknown = JSON.parse(request.body);
    const check = (job: Job) => {
      if ('parameters' in job && !isSameJson(job.parameters, sent)) throw new JobKeyReusedError(job);
    };
    const now = clock.now();
    const notBefore = now + retryAfterMs(response.headers, now);
    return {
      id,
      wait: (options) => jobs.wait(id, options, { notBefore, ...(idempotencyKey !== undefined && { check }) }),
      get: (options) => jobs.get(id, options),
      cancel: (options) => jobs.cancel(id, options),
    };
  };
}

/** The job may still have been accepted: only with its key can it be resubmitted without running twice. */
function withKey(error: unknown, idempotencyKey: string | undefined): unknown {
  return error instanceof JobsError ? Object.assign(error, { idempotencyKey }) : error;
}

/** A cache that mixes up responses must not lead to another job. */
const isJob = (id: string) => (body: unknown) => has('status')(body) && (body as Job).id === id;

const has = (name: string) => (body: unknown) => typeof (Object(body) as Record<string, unknown>)[name] === 'string';
