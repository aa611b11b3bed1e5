import { stringConstraints } from '@jobs/contract';
import { sharedList } from '@jobs/domain/job-key';
import { jobLists } from '../jobs/job-lists.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { mappingTemplate } from './mapping-template.ts';

/** The mapping templates of one operation, for the request to the service behind it and for its responses. */
export interface OperationTemplates {
  readonly request: string;
  readonly response: string;
}

/** The mapping templates of an operation whose integration is DynamoDB. */
export interface TableOperationTemplates extends OperationTemplates {
  /** Used when DynamoDB responds with 4xx. */
  readonly refused: string;
  /** Used when DynamoDB responds with 5xx. */
  readonly unavailable: string;
}

/** What the templates of a stage have in common. */
export interface TemplateSettings {
  readonly tableName: string;
  readonly isolation: StageSettings['isolation'];
  /** How long a job without a record can still be pending, in milliseconds. */
  readonly maxPendingMs: number;
  /** How long a finished job is kept, in seconds. Absent: forever. */
  readonly retentionSeconds: number | undefined;
}

/**
 * The maximum length of a job's body in characters. A failure that even the error handler cannot record puts the event,
 * wrapped in the records of both functions, on the event bus, whose limit is 256 KB in total (docs/facts/b.md#b35,
 * docs/facts/c.md#c24).
 */
export const maxBodyLength = 65_536;

/** `submitJob`: the event of the processor, and the 202. */
export function submitJobTemplates({ isolation }: Pick<TemplateSettings, 'isolation'>): OperationTemplates {
  const { pattern, maxLength } = stringConstraints.IdempotencyKey;
  const values = { keyPattern: pattern, maxKeyLength: maxLength, maxBodyLength };
  const caller = { isolation, sharedList };
  return {
    request: mappingTemplate('submit-job.request', { ...values, ...caller }),
    response: mappingTemplate('submit-job.response', values),
  };
}

/** `getJob`: the key to read, and the job. */
export function getJobTemplates(settings: TemplateSettings): TableOperationTemplates {
  const { tableName, isolation } = settings;
  return {
    request: mappingTemplate('get-job.request', { tableName, isolation, sharedList }),
    response: mappingTemplate('get-job.response', pendingRules(settings)),
    refused: mappingTemplate('get-job.refused'),
    unavailable: mappingTemplate('unavailable'),
  };
}

/** `cancelJob`: the conditional write, and the resulting job. */
export function cancelJobTemplates(settings: TemplateSettings): TableOperationTemplates {
  const { tableName, isolation, retentionSeconds = 0 } = settings;
  return {
    request: mappingTemplate('cancel-job.request', {
      ...pendingRules(settings),
      tableName,
      isolation,
      sharedList,
      retentionSeconds,
    }),
    response: mappingTemplate('cancel-job.response'),
    refused: mappingTemplate('cancel-job.refused'),
    unavailable: mappingTemplate('unavailable'),
  };
}

/**
 * `listJobs`: the query of an index, and a page of jobs.
 * @param byStatus whether the table has an index for each status
 */
export function listJobsTemplates(settings: TemplateSettings, byStatus: boolean): TableOperationTemplates {
  const { tableName, isolation } = settings;
  const statuses = stringConstraints.ListedStatus.enum;
  const query = {
    byStatus: String(byStatus),
    statusPattern: statuses.join('|'),
    statusRule: byStatus ? `one of ${statuses.join(', ')}` : 'omitted, because this stage has no list by status',
  };
  return {
    request: mappingTemplate('list-jobs.request', {
      ...query,
      tableName,
      isolation,
      sharedList,
      listByTime: jobLists.byTime,
      listByStatus: jobLists.byStatus,
    }),
    response: mappingTemplate('list-jobs.response', { isolation, sharedList }),
    refused: mappingTemplate('list-jobs.refused', query),
    unavailable: mappingTemplate('unavailable'),
  };
}

function pendingRules({ maxPendingMs }: TemplateSettings) {
  return { generatedIdPattern: stringConstraints.GeneratedJobId.pattern, maxPendingMs };
}
