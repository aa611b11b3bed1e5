import type { JobPage, JobsClient, ListedStatus } from '@jobs/client-sdk';

const pageSize = 20;

/** One page of the list, newest first. Skips empty pages. */
export async function readPage(jobs: JobsClient, status?: ListedStatus, cursor?: string): Promise<JobPage> {
  for await (const page of jobs.list({ pageSize, status, cursor }).pages()) {
    if (page.jobs.length > 0 || page.nextCursor === undefined) return page;
  }
  return { jobs: [] };
}
