import type { JobReference } from '../job-id.ts';
import { jobKey } from '../job-key.ts';
import type { JobStore } from '../job-store.ts';
import type { StoredCancelledJob, StoredJob } from '../stored-job.ts';

/** Jobs in a map, under the same conditions as in DynamoDB. */
export class MemoryJobStore implements JobStore {
  readonly jobs = new Map<string, StoredJob>();

  constructor(...jobs: StoredJob[]) {
    for (const job of jobs) this.jobs.set(jobKey(job), job);
  }

  /** @param now epoch milliseconds */
  deleteExpired(now: number): void {
    for (const [key, { expiresAt = Infinity }] of this.jobs) if (expiresAt * 1000 <= now) this.jobs.delete(key);
  }

  find(job: JobReference) {
    return Promise.resolve(this.jobs.get(jobKey(job)));
  }

  put: JobStore['put'] = (job, expected) => {
    const current = this.jobs.get(jobKey(job));
    const asExpected =
      expected === 'absent' ? !current : current?.status === 'Running' && current.attempt === expected.attempt;
    if (!asExpected) return Promise.resolve({ stored: false, current });
    this.jobs.set(jobKey(job), job);
    return Promise.resolve({ stored: true });
  };

  /**
   * What the gateway does to cancel a job.
   * @param unstarted the job as it is when it has no record yet
   * @returns whether it is cancelled by this call
   */
  cancel(unstarted: StoredCancelledJob): boolean {
    const current = this.jobs.get(jobKey(unstarted));
    if (current && current.status !== 'Running') return false;
    const { id, createdAt, status, finishedAt, expiresAt } = unstarted;
    if (!current) this.jobs.set(jobKey(unstarted), unstarted);
    else {
      const { parameters, startedAt, owner, attempt } = current;
      const end = { id, status, finishedAt, ...(expiresAt !== undefined && { expiresAt }) };
      this.jobs.set(jobKey(unstarted), { createdAt, ...end, parameters, startedAt, owner, attempt });
    }
    return true;
  }
}
