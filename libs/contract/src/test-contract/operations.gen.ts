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
} as const;

export type OperationId = keyof typeof operations;

/** The parameters of a job that works: the first example of `submitJob`. */
export const exampleParameters: unknown = {
  seconds: 1,
};
