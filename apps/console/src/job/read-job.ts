import type { Job, JobsClient } from '@jobs/client-sdk';
import { type ConsoleApi, ConsoleApiError } from '../connection/console-api.ts';
import type { JobView } from '../protocol.ts';

export interface KnownJob {
  readonly id: string;
  /** As the API answers; undefined without a record. */
  readonly job: Job | undefined;
  /** What the run has seen of it; undefined for a job that it knows nothing of. */
  readonly view: JobView | undefined;
}

/** @param before what was read before: the API is asked again only when the item has changed, for reading it is news, too */
export async function readJob(api: ConsoleApi, jobs: JobsClient, id: string, before?: KnownJob): Promise<KnownJob> {
  const view = await api.job(id).catch((error: unknown) => {
    if (error instanceof ConsoleApiError && error.status === 404) return undefined;
    throw error;
  });
  const isSame = before?.id === id && JSON.stringify(before.view?.item) === JSON.stringify(view?.item);
  return { id, view, job: isSame ? before.job : await jobs.get(id) };
}
