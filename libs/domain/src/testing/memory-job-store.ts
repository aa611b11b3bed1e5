import type { JobId } from '../job-id.ts';
import type { JobStore } from '../job-store.ts';
import type { StoredJob } from '../stored-job.ts';

/** Jobs in a map, under the same conditions as in DynamoDB. */
export class MemoryJobStore implements JobStore {
  readonly jobs = new Map<string, StoredJob>();

  constructor(...jobs: StoredJob[]) {
    for (const job of jobs) this.jobs.set(job.id, job);
  }

  /** @param now epoch milliseconds */
  deleteExpired(now: number): void {
    for (const { id, expiresAt = Infinity } of this.jobs.values()) if (expiresAt * 1000 <= now) this.jobs.delete(id);
  }

  find(id: JobId) {
    return Promise.resolve(this.jobs.get(id));
  }

  put: JobStore['put'] = (job, expected) => {
    const current = this.jobs.get(job.id);
    const asExpected =
      expected === 'absent' ? !current : current?.status === 'Running' && current.attempt === expected.attempt;
    if (!asExpected) return Promise.resolve({ stored: false, current });
    this.jobs.set(job.id, job);
    return Promise.resolve({ stored: true });
  };
}
