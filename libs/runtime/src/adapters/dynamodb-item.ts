import * as z from 'zod/mini';
import { type JobId, JobStoreRejectedError, type StoredJob } from '@jobs/domain';

/** The mapping templates of the gateway read items by these names; parameters and results are JSON text, so that they can embed them. */
const text = z.string();
const common = { id: text, createdAt: text, parameters: z.optional(text), expiresAt: z.optional(z.number()) };
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
]);

type Item = z.infer<typeof ItemSchema>;

export function toItem(job: StoredJob): Item {
  const { parameters, ...kept } = job;
  const item = kept.status === 'Success' ? { ...kept, results: JSON.stringify(kept.results) } : kept;
  return parameters === undefined ? item : { ...item, parameters: JSON.stringify(parameters) };
}

/** @throws {JobStoreRejectedError} the item is not a job; something else has written it */
export function fromItem(item: unknown): StoredJob {
  try {
    const { parameters, ...kept } = ItemSchema.parse(item);
    const job = kept.status === 'Success' ? { ...kept, results: JSON.parse(kept.results) as unknown } : kept;
    return {
      ...job,
      id: kept.id as JobId,
      ...(parameters && { parameters: JSON.parse(parameters) as unknown }),
    } as StoredJob;
  } catch (cause) {
    throw new JobStoreRejectedError('What is stored under this id is not a job.', { cause });
  }
}
