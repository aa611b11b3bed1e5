import { jobKey, type JobOwnership } from './job-key.ts';

/** Identifies a job to its caller. With the key prefix, it is the job's key in the store; see `job-key.ts`. */
export type JobId = string & { readonly [brand]: 'JobId' };

declare const brand: unique symbol;

/** What the store needs to find a job. */
export interface JobReference extends JobOwnership {
  readonly id: JobId;
}

/** The possible prefixes of an id: empty, or the unique id of a principal and `/`. */
export const keyPrefixForm = /^(?:[A-Z0-9]+\/)?$/i;

/** The maximum size of a DynamoDB partition key, in bytes of UTF-8. */
const maxKeyBytes = 2048;

/** The id of a purported event, if a failure can be recorded under it. It need not match the contract's format. */
export function recordableJobId(payload: unknown): JobId | undefined {
  return recordableJob(payload)?.id;
}

/** The job that a purported event belongs to. */
export function recordableJob(payload: unknown): JobReference | undefined {
  if (typeof payload !== 'object' || payload === null || !('id' in payload)) return undefined;
  const { id, keyPrefix = '' } = payload as { id: unknown; keyPrefix?: unknown };
  if (typeof id !== 'string' || id === '' || typeof keyPrefix !== 'string' || !keyPrefixForm.test(keyPrefix)) {
    return undefined;
  }
  if (Buffer.byteLength(jobKey({ keyPrefix, id })) > maxKeyBytes) return undefined;
  return { id: id as JobId, ...(keyPrefix && { keyPrefix }) };
}
