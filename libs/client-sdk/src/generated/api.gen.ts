// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and generate again.
export interface paths {
  '/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List jobs
     * @description Lists the jobs that have started or ended, newest first. A `Pending` job is not listed yet, and a change can take
     *     a moment to appear. Stages with `api.listing: false` do not have this operation.
     *
     *     A page can have fewer jobs than `limit`, or none, and still have a `nextCursor`. The last page has no `nextCursor`.
     *     When listing by `status`, jobs that start or end between two requests can be missing or appear twice.
     */
    get: operations['listJobs'];
    put?: never;
    /**
     * Submit a job
     * @description Queues a job and answers at once with its id. The work starts when a function is free.
     *
     *     Send an `Idempotency-Key` to make a repeated request safe: the key becomes the job's id, so that the same key
     *     means the same job for as long as the job is kept. Once the service has deleted a finished job, its key is free
     *     again, and the same request runs a new job.
     */
    post: operations['submitJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{jobId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a job
     * @description Tells the status of a job, its results once it is done, or its error once it failed.
     *
     *     A job that has been accepted and not yet started is `Pending`. The answer is 404 for an id that no job can
     *     have any more, and for an id of another form than generated ones until its job has started.
     */
    get: operations['getJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{jobId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a job
     * @description Sets the final status `Cancelled`. A job that has not started never runs. A running job is asked to stop within
     *     about five seconds; anything it does until then is not undone, and its results are discarded.
     *
     *     Cancelling a cancelled job returns the job again. A job that has already ended with another status does not
     *     change, and the response is 409. A job whose id is a custom idempotency key, not in the format of generated ids,
     *     can only be cancelled once it has started; until then, the response is 404.
     */
    post: operations['cancelJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description What a job is asked to do. */
    JobParameters: {
      /**
       * @description How long the job sleeps, in seconds.
       * @example 5
       */
      seconds: number;
    };
    /** @description What a job answers when it is done. */
    JobResults: {
      /**
       * @description A sentence about what the job did.
       * @example I slept for 5 seconds
       */
      message: string;
    };
    /** @description Why a job failed. */
    JobError: {
      /**
       * @description The kind of error, for programs.
       * @example JobTooLongError
       */
      type: string;
      /**
       * @description What happened, for people.
       * @example A job may take 300 seconds at most, and this one asks for 301.
       */
      message: string;
    };
    /**
     * @description Names a job. A generated id is the time of acceptance in epoch milliseconds, `-`, and a uuid;
     *     otherwise it is the request's idempotency key.
     * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
     */
    JobId: string;
    /**
     * @description An id that tells its own age, the form of all ids that the service or its SDK makes.
     * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
     */
    GeneratedJobId: string;
    /**
     * @description A key chosen by the caller, which becomes the job's id. It identifies the job for as long as the job is kept.
     * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
     */
    IdempotencyKey: string;
    /** @description A job that is queued. */
    AcceptedJob: {
      id: components['schemas']['JobId'];
      /** @enum {string} */
      status: 'Pending';
    };
    /**
     * Format: date-time
     * @description A moment as RFC 3339 text in UTC.
     * @example 2026-11-18T11:06:40.000Z
     */
    Timestamp: string;
    /** @description A job; `status` tells which of its forms it has. */
    Job:
      | components['schemas']['PendingJob']
      | components['schemas']['RunningJob']
      | components['schemas']['SuccessfulJob']
      | components['schemas']['FailedJob']
      | components['schemas']['CancelledJob'];
    /** @description Accepted, waiting for a free function. */
    PendingJob: {
      id: components['schemas']['GeneratedJobId'];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'Pending';
    };
    /** @description A function works on it, or it waits for its next attempt. */
    RunningJob: {
      id: components['schemas']['JobId'];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'Running';
      parameters: components['schemas']['JobParameters'];
      progress?: components['schemas']['JobProgress'];
      createdAt: components['schemas']['Timestamp'];
      startedAt: components['schemas']['Timestamp'];
    };
    /** @description Done. */
    SuccessfulJob: {
      id: components['schemas']['JobId'];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'Success';
      parameters: components['schemas']['JobParameters'];
      results: components['schemas']['JobResults'];
      createdAt: components['schemas']['Timestamp'];
      startedAt: components['schemas']['Timestamp'];
      finishedAt: components['schemas']['Timestamp'];
    };
    /** @description Failed. It has no `startedAt` when it never started. */
    FailedJob: {
      id: components['schemas']['JobId'];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'Failure';
      /** @description The parameters as they were received. They may be the reason of the failure, so they can have any form. */
      parameters?: unknown;
      error: components['schemas']['JobError'];
      createdAt: components['schemas']['Timestamp'];
      startedAt?: components['schemas']['Timestamp'];
      finishedAt: components['schemas']['Timestamp'];
    };
    /** @description Cancelled. If the job never started, it has no `parameters` and no `startedAt`. */
    CancelledJob: {
      id: components['schemas']['JobId'];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'Cancelled';
      parameters?: components['schemas']['JobParameters'];
      createdAt: components['schemas']['Timestamp'];
      startedAt?: components['schemas']['Timestamp'];
      finishedAt: components['schemas']['Timestamp'];
    };
    /**
     * @description A status that a job does not leave.
     * @enum {string}
     */
    FinalStatus: 'Success' | 'Failure' | 'Cancelled';
    /**
     * @description What an event says of a job.
     * @enum {string}
     */
    JobEventType: 'job.finished';
    /**
     * @description A job has ended: a CloudEvent (version 1.0). It names the job and its status; `getJob` returns the job in full.
     *     An event can be delivered more than once, with the same `id`. Ignore fields that you do not know.
     */
    JobEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /**
       * @description Names the event, not the job. It is the same each time that the event is delivered.
       * @example 2f0d3b1c7a5e4f6890ab12cd34ef5678
       */
      id: string;
      /**
       * @description The stack that the job belongs to.
       * @example jobs-dev
       */
      source: string;
      type: components['schemas']['JobEventType'];
      subject: components['schemas']['JobId'];
      time: components['schemas']['Timestamp'];
      data: {
        id: components['schemas']['JobId'];
        status: components['schemas']['FinalStatus'];
        createdAt: components['schemas']['Timestamp'];
        /** @description Empty or absent if the job never started. */
        startedAt?: components['schemas']['Timestamp'] | '';
        finishedAt: components['schemas']['Timestamp'];
      };
    };
    /** @description The progress that a running job last reported. */
    JobProgress: {
      /**
       * @description How much of the work is done.
       * @example 40
       */
      percent?: number;
      /**
       * @description What the job is doing.
       * @example Reading the input
       */
      message?: string;
      updatedAt: components['schemas']['Timestamp'];
    };
    /**
     * @description The status of a job that has started or ended.
     * @enum {string}
     */
    ListedStatus: 'Running' | 'Success' | 'Failure' | 'Cancelled';
    /** @description A job in a list. `getJob` returns it in full. */
    ListedJob: {
      id: components['schemas']['JobId'];
      status: components['schemas']['ListedStatus'];
      createdAt: components['schemas']['Timestamp'];
      startedAt?: components['schemas']['Timestamp'];
      finishedAt?: components['schemas']['Timestamp'];
    };
    /** @description A page of jobs. */
    JobPage: {
      jobs: components['schemas']['ListedJob'][];
      /** @description The `cursor` of the next page. Absent on the last page. */
      nextCursor?: string;
    };
    /** @description Why a request was refused. */
    ErrorResponse: {
      /**
       * @description What happened.
       * @example Invalid request body
       */
      message: string;
      /**
       * @description What exactly is wrong with a refused body.
       * @example [object has missing required properties (["seconds"])]
       */
      details?: string;
    };
  };
  responses: {
    /** @description The body, a parameter or the `Idempotency-Key` is not valid. Nothing was queued. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The request is not signed, wrongly signed, or its principal is not permitted. Unknown paths answer this, too. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description No job has this id. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The job has already ended with another status, and does not change. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The operator of the service has erased the data of this job. Its id cannot be used again. */
    Gone: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The body has over 65,536 characters, or the request is too large for the gateway. Nothing was queued. */
    ContentTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The content type is not `application/json`. */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description Over the request rate of the API. Try again later. */
    TooManyRequests: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description An error of the service. Nothing is known to be queued; repeat with the same idempotency key. */
    InternalServerError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The service cannot answer now. Try again later, with the same idempotency key. */
    ServiceUnavailable: {
      headers: {
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
  };
  parameters: {
    /**
     * @description Becomes the job's id, so that a repeated request refers to the same job. It should have the format of a generated
     *     id, `<epoch milliseconds>-<uuid>`: only then does the job read `Pending` and can it be cancelled before it starts.
     *     The key can be in double quotes, which are not part of it. A request that repeats a key with other parameters
     *     gets the job of the first request; the service detects this when it would start the job, and logs a warning.
     * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
     */
    IdempotencyKey: components['schemas']['IdempotencyKey'];
  };
  requestBodies: never;
  headers: {
    /**
     * @description When to poll (again), in seconds. Present until the job is finished; it grows with the job's age.
     * @example 1
     */
    RetryAfter: number;
  };
  pathItems: never;
}
export type JobParameters = components['schemas']['JobParameters'];
export type JobResults = components['schemas']['JobResults'];
export type JobError = components['schemas']['JobError'];
export type JobId = components['schemas']['JobId'];
export type GeneratedJobId = components['schemas']['GeneratedJobId'];
export type IdempotencyKey = components['schemas']['IdempotencyKey'];
export type AcceptedJob = components['schemas']['AcceptedJob'];
export type Timestamp = components['schemas']['Timestamp'];
export type Job = components['schemas']['Job'];
export type PendingJob = components['schemas']['PendingJob'];
export type RunningJob = components['schemas']['RunningJob'];
export type SuccessfulJob = components['schemas']['SuccessfulJob'];
export type FailedJob = components['schemas']['FailedJob'];
export type CancelledJob = components['schemas']['CancelledJob'];
export type FinalStatus = components['schemas']['FinalStatus'];
export type JobEventType = components['schemas']['JobEventType'];
export type JobEvent = components['schemas']['JobEvent'];
export type JobProgress = components['schemas']['JobProgress'];
export type ListedStatus = components['schemas']['ListedStatus'];
export type ListedJob = components['schemas']['ListedJob'];
export type JobPage = components['schemas']['JobPage'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseGone = components['responses']['Gone'];
export type ResponseContentTooLarge = components['responses']['ContentTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalServerError = components['responses']['InternalServerError'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type $defs = Record<string, never>;
export interface operations {
  listJobs: {
    parameters: {
      query?: {
        /** @description Lists only the jobs with this status. */
        status?: components['schemas']['ListedStatus'];
        /** @description The maximum number of jobs on a page. Values above 100 are treated as 100. */
        limit?: number;
        /** @description `desc` lists the newest jobs first, `asc` the oldest first. */
        order?: 'asc' | 'desc';
        /** @description The `nextCursor` of the previous page. Treat it as opaque, because its format can change. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of jobs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobPage'];
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  submitJob: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Becomes the job's id, so that a repeated request refers to the same job. It should have the format of a generated
         *     id, `<epoch milliseconds>-<uuid>`: only then does the job read `Pending` and can it be cancelled before it starts.
         *     The key can be in double quotes, which are not part of it. A request that repeats a key with other parameters
         *     gets the job of the first request; the service detects this when it would start the job, and logs a warning.
         * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobParameters'];
      };
    };
    responses: {
      /** @description The job is queued. */
      202: {
        headers: {
          /**
           * @description The path of the job, to read it with `getJob`.
           * @example /dev/jobs/1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
           */
          Location?: string;
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedJob'];
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id that `submitJob` returned.
         * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
         */
        jobId: components['schemas']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job as it is now. */
      200: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      410: components['responses']['Gone'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id that `submitJob` returned.
         * @example 1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11
         */
        jobId: components['schemas']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job is cancelled. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelledJob'];
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
}

/** The parameters and results of each type of jobs. */
export interface JobTypes {
  job: { parameters: components['schemas']['JobParameters']; results: components['schemas']['JobResults'] };
}
export type JobType = keyof JobTypes;
export type ParametersOf<Type extends JobType> = JobTypes[Type]['parameters'];
export type ResultsOf<Type extends JobType> = JobTypes[Type]['results'];

export const generatedJobIdForm = {
  pattern: '^[1-9][0-9]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
} as const;

export const jobIdForm = {
  pattern: '^[A-Za-z0-9_-]+$',
  maxLength: 128,
} as const;

export const idempotencyKeyForm = {
  pattern: '^[A-Za-z0-9_-]+$',
  maxLength: 128,
} as const;

export const timestampForm = {
  pattern:
    '^(?:(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$',
} as const;

export const finalStatusForm = {
  enum: ['Success', 'Failure', 'Cancelled'],
} as const;

export const jobEventTypeForm = {
  enum: ['job.finished'],
} as const;
