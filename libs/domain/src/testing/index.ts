export * from './fixtures.ts';
export * from './memory-job-store.ts';
export { results } from './test-contract.ts';
