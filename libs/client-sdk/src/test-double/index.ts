export { createInMemoryJobs, type InMemoryJobs, type InMemoryJobsOptions } from './in-memory-jobs.ts';
export type { InMemoryJobContext, RunInMemoryJob } from './job-table.ts';
