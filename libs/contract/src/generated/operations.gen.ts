// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.
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
    statuses: [200, 400, 403, 404, 410, 415, 429, 500, 503],
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

/** The parameters of a valid job: the first example of `submitJob`. */
export const exampleParameters: unknown = {
  seconds: 1,
};

/** The example event of a successful job. */
export const jobEventExample: unknown = {
  specversion: '1.0',
  id: '2f0d3b1c7a5e4f6890ab12cd34ef5678',
  source: 'jobs-dev',
  type: 'job.finished',
  subject: '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11',
  time: '2026-11-18T11:06:45.430Z',
  data: {
    id: '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11',
    status: 'Success',
    createdAt: '2026-11-18T11:06:40.000Z',
    startedAt: '2026-11-18T11:06:40.310Z',
    finishedAt: '2026-11-18T11:06:45.430Z',
  },
};
