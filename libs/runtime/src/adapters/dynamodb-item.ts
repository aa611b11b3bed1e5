import * as z from 'zod/mini';
import { type JobId, jobKey, JobStoreRejectedError, listKeyOf, statusKeyOf, type StoredJob } from '@jobs/domain';

/**
 * The gateway's mapping templates read these attributes; parameters and results are JSON text, so that templates can
 * embed them.
 */
const text = z.string();
const common = {
  /** The key of the item: the prefix of the job's owner and its id. */
  id: text,
  /** The job's id. Items of older versions lack it: their key is the id. */
  jobId: z.optional(text),
  submitter: z.optional(text),
  submittedBy: z.optional(text),
  createdAt: text,
  parameters: z.optional(text),
  expiresAt: z.optional(z.number()),
};
const ItemSchema = z.discriminatedUnion('status', [
  z.object({
    ...common,
    status: z.literal('Running'),
    startedAt: text,
    owner: text,
    attempt: text,
    claimedAt: z.number(),
    retried: z.boolean(),
    leaseExpiresAt: z.number(),
    withheldMessage: z.optional(text),
    progress: z.optional(z.object({ percent: z.optional(z.number()), message: z.optional(text), updatedAt: text })),
  }),
  z.object({
    ...common,
    status: z.literal('Success'),
    results: text,
    startedAt: text,
    finishedAt: text,
    owner: text,
    attempt: text,
  }),
  z.object({
    ...common,
    status: z.literal('Failure'),
    error: z.object({ type: text, message: text }),
    startedAt: z.optional(text),
    finishedAt: text,
    owner: z.optional(text),
    attempt: z.optional(text),
    recordedBy: z.optional(text),
  }),
  z.object({
    ...common,
    status: z.literal('Cancelled'),
    startedAt: z.optional(text),
    finishedAt: text,
    owner: z.optional(text),
    attempt: z.optional(text),
    cancelledBy: z.optional(text),
  }),
]);

/** The keys of the lists that contain a job, sorted by `createdAt`. */
interface ListKeys {
  readonly listKey: string;
  readonly statusKey: string;
}

type Item = z.infer<typeof ItemSchema> & ListKeys;

export function toItem(job: StoredJob): Item {
  // The key contains its prefix.
  const { parameters, ...kept } = { ...job, keyPrefix: undefined };
  const keys = {
    id: jobKey(job),
    jobId: job.id,
    listKey: listKeyOf(job),
    statusKey: statusKeyOf(job),
  };
  const item = kept.status === 'Success' ? { ...kept, results: JSON.stringify(kept.results) } : kept;
  return { ...item, ...keys, ...(parameters !== undefined && { parameters: JSON.stringify(parameters) }) };
}

/** @throws {JobStoreRejectedError} the item is not a job; something else has written it */
export function fromItem(item: unknown): StoredJob {
  try {
    const { parameters, id: key, jobId = key, ...kept } = ItemSchema.parse(item);
    const keyPrefix = key.slice(0, key.length - jobId.length);
    const job = kept.status === 'Success' ? { ...kept, results: JSON.parse(kept.results) as unknown } : kept;
    return {
      ...job,
      id: jobId as JobId,
      ...(keyPrefix && { keyPrefix }),
      ...(parameters && { parameters: JSON.parse(parameters) as unknown }),
    } as StoredJob;
  } catch {
    // The reason can quote the item.
    throw new JobStoreRejectedError('The item stored under this id is not a job.');
  }
}
