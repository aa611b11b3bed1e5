// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and generate again.
export const operations = {
  submitJob: {
    method: 'POST',
    path: '/jobs',
    requestModel: 'JobParameters',
    headers: {
      'Idempotency-Key': false,
    },
    query: {},
    pathParameters: {},
    statuses: [202, 400, 403, 413, 415, 429, 500, 503],
  },
  listJobs: {
    method: 'GET',
    path: '/jobs',
    headers: {},
    query: {
      status: false,
      limit: false,
      order: false,
      cursor: false,
    },
    pathParameters: {},
    statuses: [200, 400, 403, 415, 429, 500, 503],
  },
  getJob: {
    method: 'GET',
    path: '/jobs/{jobId}',
    headers: {},
    query: {},
    pathParameters: {
      jobId: true,
    },
    statuses: [200, 400, 403, 404, 415, 429, 500, 503],
  },
  cancelJob: {
    method: 'POST',
    path: '/jobs/{jobId}/cancel',
    headers: {},
    query: {},
    pathParameters: {
      jobId: true,
    },
    statuses: [200, 400, 403, 404, 409, 415, 429, 500, 503],
  },
} as const;

export type OperationId = keyof typeof operations;

/** The parameters of a job that works: the first example of `submitJob`. */
export const exampleParameters: unknown = {
  seconds: 1,
};
