export * from './fixtures.ts';
export * from './memory-job-store.ts';
