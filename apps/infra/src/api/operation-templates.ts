import { stringConstraints } from '@jobs/contract';
import { mappingTemplate } from './mapping-template.ts';

/** The mapping templates of one operation: what goes to the service behind it, and what its answers become. */
export interface OperationTemplates {
  readonly request: string;
  readonly response: string;
}

/**
 * How many characters the body of a job may have. A failure that even the error handler can't record puts the event, and
 * the records of both functions around it, on the event bus, which takes 256 KB in all (docs/facts/b.md#b35,
 * docs/facts/c.md#c24).
 */
export const longestBody = 65_536;

/** `submitJob`: the event of the processor, and the 202. */
export function submitJobTemplates(): OperationTemplates {
  const { pattern, maxLength } = stringConstraints.IdempotencyKey;
  const keyRules = { keyPattern: pattern, longestKey: maxLength };
  return {
    request: mappingTemplate(['job-id', 'submit-job.request'], { ...keyRules, longestBody }),
    response: mappingTemplate(['job-id', 'submit-job.response'], { ...keyRules, longestBody }),
  };
}

export interface GetJobTemplates extends OperationTemplates {
  /** When DynamoDB answers 4xx. */
  readonly refused: string;
  /** When DynamoDB answers 5xx. */
  readonly unavailable: string;
}

/**
 * `getJob`: the key to read, and the job.
 * @param longestPendingMs how long a job can have no record and still be to come, in milliseconds
 */
export function getJobTemplates(tableName: string, longestPendingMs: number): GetJobTemplates {
  const generatedIdPattern = stringConstraints.GeneratedJobId.pattern;
  return {
    request: mappingTemplate(['get-job.request'], { tableName }),
    response: mappingTemplate(['get-job.response'], { generatedIdPattern, longestPendingMs }),
    refused: mappingTemplate(['get-job.refused']),
    unavailable: mappingTemplate(['get-job.unavailable']),
  };
}
