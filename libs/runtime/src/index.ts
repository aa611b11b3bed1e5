export * from './adapters/dynamodb-client.ts';
export * from './adapters/dynamodb-job-store.ts';
export * from './environment.ts';
