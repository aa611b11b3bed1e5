import type { Job, JobsClient } from '@jobs/client-sdk';
import { type ConsoleApi, ConsoleApiError } from '../connection/console-api.ts';
import type { JobView } from '../protocol.ts';

export interface KnownJob {
  readonly id: string;
  /** The job as returned by the API; undefined without a record. */
  readonly job: Job | undefined;
  /** The local run's view of the job; undefined if unknown. */
  readonly view: JobView | undefined;
}

/** @param before the previous result: the API is called again only when the item has changed, because each call itself causes a pulse */
export async function readJob(api: ConsoleApi, jobs: JobsClient, id: string, before?: KnownJob): Promise<KnownJob> {
  const view = await api.job(id).catch((error: unknown) => {
    if (error instanceof ConsoleApiError && error.status === 404) return undefined;
    throw error;
  });
  const isSame = before?.id === id && JSON.stringify(before.view?.item) === JSON.stringify(view?.item);
  return { id, view, job: isSame ? before.job : await jobs.get(id) };
}
