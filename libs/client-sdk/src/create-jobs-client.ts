import { readEndpoint } from './base-url.ts';
import { type Clock, systemClock } from './clock.ts';
import { createCredentialsSource, type Credentials, type CredentialsProvider } from './credentials.ts';
import { JobsConfigurationError } from './errors.ts';
import type { CancelledJob, Job, JobParameters, JobType, ParametersOf, SuccessfulJob } from './generated/api.gen.ts';
import type { OnRequest, OnResponse } from './hooks.ts';
import {
  createJobCanceller,
  createJobReader,
  createJobSubmitter,
  type RequestOptions,
  type SubmitJob,
  type SubmitOptions,
  type SuccessfulJobOf,
} from './jobs.ts';
import { createJobLister, type JobList, type ListOptions } from './list-jobs.ts';
import { createRawFetch } from './raw-fetch.ts';
import { readRetryOptions, type RetryOptions } from './retry.ts';
import { createServiceClock } from './service-clock.ts';
import { submitMany, type SubmitManyOptions, type SubmitManyResult } from './submit-many.ts';
import { createTransport } from './transport.ts';
import { createJobWaiter, type WaitOptions } from './wait-for-job.ts';

export interface JobsClientOptions {
  /** The URL of the API, including its stage: the stack's output `JobsApiEndpoint`. */
  readonly baseUrl: string;
  /** @default the region in an `execute-api` host name; required for any other host */
  readonly region?: string | undefined;
  /** Of a principal that may `execute-api:Invoke`, such as a session of the stack's `JobsApiInvokeRole`. */
  readonly credentials: Credentials | CredentialsProvider;
  /** Allows a `baseUrl` that begins with `http://` for a host other than this machine: everything is sent unencrypted. @default false */
  readonly allowHttp?: boolean | undefined;
  /** @default the global `fetch` */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  readonly retry?: RetryOptions | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
  readonly onRequest?: OnRequest | undefined;
  readonly onResponse?: OnResponse | undefined;
}

/** Signs, retries and polls, so that a job is one call. Its functions do not depend on `this`. */
export interface JobsClient {
  /**
   * Queues a job. Its retries refer to the same job, because they carry the same idempotency key.
   * @throws JobsApiError, JobsConnectionError, JobsCredentialsError, JobSubmissionAbortedError
   */
  readonly submit: SubmitJob;
  /**
   * Reads a job; undefined if it does not exist, or has a custom key and has not started.
   * @throws JobsApiError, JobsConnectionError, JobsCredentialsError
   */
  readonly get: (id: string, options?: RequestOptions) => Promise<Job | undefined>;
  /**
   * Waits for a job to succeed. For a custom key, a missing record means that the job has not started.
   * @throws JobFailedError, JobCancelledError, JobTimeoutError, JobsApiError (`JobNotFound` for a generated id without a record), and what `get` throws
   */
  readonly wait: (id: string, options?: WaitOptions) => Promise<SuccessfulJob>;
  /**
   * Sets the final status `Cancelled`. A job that has not started never runs; a running one is asked to stop, and its
   * results are discarded. Cancelling a cancelled job is not an error.
   * @throws JobsApiError (`JobNotFound`, `JobAlreadyEnded`), JobsConnectionError, JobsCredentialsError
   */
  readonly cancel: (id: string, options?: RequestOptions) => Promise<CancelledJob>;
  /**
   * Lists the jobs that have started or ended: `for await (const job of client.list({ status: 'Failure' }))`.
   * @throws JobsConfigurationError; its loop throws JobsApiError, JobsConnectionError, JobsCredentialsError
   */
  readonly list: (options?: ListOptions) => JobList;
  /**
   * `submit`, then `wait`.
   * @throws what both throw
   */
  readonly submitAndWait: <Type extends JobType>(
    parameters: ParametersOf<Type>,
    options?: SubmitOptions & WaitOptions,
  ) => Promise<SuccessfulJobOf<Type>>;
  /**
   * Submits any number of jobs, several at a time, and yields each as it ends, successful or not. Leaving the loop
   * stops waiting; submitted jobs continue.
   * @throws the signal's reason, and what the source throws
   */
  readonly submitMany: (
    parameters: Iterable<JobParameters> | AsyncIterable<JobParameters>,
    options?: SubmitManyOptions,
  ) => AsyncGenerator<SubmitManyResult, void, undefined>;
  /**
   * Sends any request to the API, signed and retried in the same way. An error status does not reject.
   * `createOpenApiClient` of `@jobs/client-sdk/openapi` builds typed operations on top of it.
   * @throws JobsConfigurationError for a URL outside the API, JobsApiError for a response that is not the service's,
   * JobsConnectionError, JobsCredentialsError
   */
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Creates a client for one API and one principal. It holds nothing that must be closed.
 * @throws JobsConfigurationError, JobsCredentialsError
 */
export function createJobsClient(options: JobsClientOptions): JobsClient {
  checkOptions(options);
  const { clock = systemClock, fetch = globalThis.fetch, allowHttp } = options;
  const { baseUrl, region } = readEndpoint(options.baseUrl, options.region, allowHttp);
  const serviceClock = createServiceClock(clock);
  const send = createTransport({
    ...options,
    // Not called as a method: browsers reject a `fetch` whose `this` is not the window.
    fetch: (url, init) => fetch(url, init),
    baseUrl,
    region,
    credentials: createCredentialsSource(options.credentials, serviceClock),
    retry: readRetryOptions(options.retry),
    clock,
    serviceClock,
  });
  const read = createJobReader(send, clock);
  const get: JobsClient['get'] = async (id, reading) => (await read(id, reading)).job;
  const wait = createJobWaiter(read, clock);
  const cancel = createJobCanceller(send);
  const submit = createJobSubmitter(send, clock, { get, wait, cancel });
  const submitAndWait = async <Type extends JobType>(
    parameters: ParametersOf<Type>,
    waiting?: SubmitOptions & WaitOptions,
  ): Promise<SuccessfulJobOf<Type>> => (await submit<Type>(parameters, waiting)).wait(waiting);
  return {
    submit,
    get,
    wait: (id, waiting) => wait(id, waiting),
    cancel,
    list: createJobLister(send),
    submitAndWait,
    submitMany: (parameters, many) => submitMany(submit, parameters, many),
    fetch: createRawFetch(baseUrl, send),
  };
}

/** Untyped programs can omit anything. @throws JobsConfigurationError */
function checkOptions(options: Partial<JobsClientOptions> = {}): void {
  if (typeof options.baseUrl !== 'string') {
    throw new JobsConfigurationError('createJobsClient needs the baseUrl of the API.');
  }
  if (!options.credentials) {
    throw new JobsConfigurationError('createJobsClient needs credentials, or a function that returns them.');
  }
  for (const name of ['fetch', 'onRequest', 'onResponse'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new JobsConfigurationError(`${name} must be a function.`);
  }
}
