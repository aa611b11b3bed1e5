import fc from 'fast-check';
import { buildCors } from '@jobs/infra/cors';
import {
  cancelJobTemplates,
  getJobTemplates,
  listJobsTemplates,
  submitJobTemplates,
} from '@jobs/infra/operation-templates';
import type { Rendering } from '@jobs/local-aws/testing/api-gateway';
import {
  cancelRejections,
  itemsOfGet,
  jobDocuments,
  lambdaAnswers,
  listQueries,
  pagesOfJobs,
  tableRejections,
  updatedItems,
} from './bodies.ts';
import { callers, headersOfSubmit, jobIds, origins, paths } from './requests.ts';

/** A mapping template and the requests to render it for. */
export interface RecordedTemplate {
  readonly name: string;
  readonly template: string;
  readonly requests: fc.Arbitrary<Rendering>;
}

const settings = {
  tableName: 'jobs',
  isolation: 'none',
  maxPendingMs: 6 * 3600 * 1000,
  retentionSeconds: undefined,
} as const;
const isolated = { ...settings, isolation: 'caller', retentionSeconds: 30 * 86_400 } as const;
const origin = buildCors(['https://a.example', 'https://b.example', 'http://localhost:3000']);

const requests = (parts: { readonly [Key in keyof Rendering]: fc.Arbitrary<Rendering[Key]> }) =>
  fc.record(parts) as fc.Arbitrary<Rendering>;
const submission = requests({ body: jobDocuments, headers: headersOfSubmit, ...callers });
const acceptance = requests({ body: lambdaAnswers, headers: headersOfSubmit, path: paths, ...callers });
const reading = requests({ jobId: jobIds, ...callers });

function submitTemplates(isolation: 'none' | 'caller'): RecordedTemplate[] {
  const { request, response } = submitJobTemplates({ isolation });
  return [
    { name: `submit-job.request.${isolation}`, template: request, requests: submission },
    { name: `submit-job.response.${isolation}`, template: response, requests: acceptance },
  ];
}

function tableTemplates(values: typeof settings | typeof isolated): RecordedTemplate[] {
  const get = getJobTemplates(values);
  const cancel = cancelJobTemplates(values);
  const list = listJobsTemplates(values, values.isolation === 'none');
  const listing = requests({ query: listQueries, ...callers });
  return [
    { name: 'get-job.request', template: get.request, requests: reading },
    { name: 'cancel-job.request', template: cancel.request, requests: reading },
    { name: 'list-jobs.request', template: list.request, requests: listing },
    {
      name: 'list-jobs.response',
      template: list.response,
      requests: requests({ query: listQueries, body: pagesOfJobs, ...callers }),
    },
    {
      name: 'list-jobs.refused',
      template: list.refused,
      requests: requests({ query: listQueries, body: tableRejections }),
    },
  ].map((recorded) => ({ ...recorded, name: `${recorded.name}.${values.isolation}` }));
}

/** All mapping templates of the stack; those that depend on a setting with both values. */
export const recordedTemplates: readonly RecordedTemplate[] = [
  ...submitTemplates('none'),
  ...submitTemplates('caller'),
  ...tableTemplates(settings),
  ...tableTemplates(isolated),
  {
    name: 'get-job.response',
    template: getJobTemplates(settings).response,
    requests: requests({ jobId: jobIds, body: itemsOfGet }),
  },
  {
    name: 'get-job.response.origins',
    template: `${origin.template}${getJobTemplates(settings).response}`,
    requests: requests({ jobId: jobIds, body: itemsOfGet, headers: origins }),
  },
  {
    name: 'get-job.refused',
    template: getJobTemplates(settings).refused,
    requests: requests({ jobId: jobIds, body: tableRejections }),
  },
  {
    name: 'cancel-job.response',
    template: cancelJobTemplates(settings).response,
    requests: requests({ jobId: jobIds, body: updatedItems }),
  },
  {
    name: 'cancel-job.refused',
    template: cancelJobTemplates(settings).refused,
    requests: requests({ jobId: jobIds, body: cancelRejections }),
  },
  {
    name: 'unavailable',
    template: getJobTemplates(settings).unavailable,
    requests: requests({ body: tableRejections }),
  },
];
