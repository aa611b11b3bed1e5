import type { Client } from 'openapi-fetch';
import { refusal } from './api-error.ts';
import { JobsConfigurationError } from './errors.ts';
import type { Job, JobParameters, paths, SuccessfulJob } from './generated/api.gen.ts';
import { retryAfterMs } from './retry.ts';
import { send, type SendOptions, type Transport } from './transport.ts';
import type { WaitForJob, WaitOptions } from './wait-for-job.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface SubmitOptions extends RequestOptions {
  /**
   * Becomes the job's id, so that the same key is the same job however often it is submitted: `[A-Za-z0-9_-]{1,128}`.
   * @default a new one of the form of a generated id, which reads `Pending` before the job starts
   */
  readonly idempotencyKey?: string | undefined;
}

/** A job that was accepted. */
export interface JobHandle {
  readonly id: string;
  /** Waits for the job to succeed. */
  wait(options?: WaitOptions): Promise<SuccessfulJob>;
  /** Reads the job as it is now; undefined when there is no record of it. */
  get(options?: RequestOptions): Promise<Job | undefined>;
}

export type ReadJob = (id: string, options?: Pick<SendOptions, 'signal' | 'deadline'>) => Promise<JobReading>;

/** A job as it was read, and what the service says about reading it again. */
export interface JobReading {
  readonly job: Job | undefined;
  /** In milliseconds from now. */
  readonly retryAfterMs: number | undefined;
}

export function createJobReader(api: Client<paths>, transport: Transport): ReadJob {
  return async (jobId, options) => {
    // As a part of a path these would name another resource.
    if (/^\.{0,2}$/.test(jobId)) throw new JobsConfigurationError(`"${jobId}" can't be the id of a job.`);
    const { data, error, response } = await api.GET('/jobs/{jobId}', {
      params: { path: { jobId } },
      fetch: (request) => send(transport, request, { ...options, isExpected: isJob }),
    });
    const retryAfter = retryAfterMs(response.headers, transport.serviceClock.now());
    if (data) return { job: data, retryAfterMs: retryAfter };
    if (response.status === 404 && hasText(error, 'message')) return { job: undefined, retryAfterMs: retryAfter };
    throw refusal(response, error);
  };
}

export type SubmitJob = (parameters: JobParameters, options?: SubmitOptions) => Promise<JobHandle>;

export function createJobSubmitter(
  api: Client<paths>,
  transport: Transport,
  jobs: { readonly read: ReadJob; readonly wait: WaitForJob },
): SubmitJob {
  return async (parameters, { idempotencyKey, signal } = {}) => {
    const { data, error, response } = await api.POST('/jobs', {
      body: parameters,
      params: { header: idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey } },
      fetch: (request) => send(transport, request, { signal, isExpected: (body) => hasText(body, 'id') }),
    });
    if (!data) throw refusal(response, error);
    const { id } = data;
    const { clock, serviceClock } = transport;
    const notBefore = clock.now() + (retryAfterMs(response.headers, serviceClock.now()) ?? 0);
    return {
      id,
      wait: (options) => jobs.wait(id, options, notBefore),
      get: async (options) => (await jobs.read(id, options)).job,
    };
  };
}

const isJob = (body: unknown): boolean => hasText(body, 'id') && hasText(body, 'status');

const hasText = (body: unknown, name: string): boolean =>
  typeof body === 'object' && body !== null && typeof (body as Record<string, unknown>)[name] === 'string';
