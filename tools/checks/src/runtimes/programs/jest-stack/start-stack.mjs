// In your own workspace: import { startLocalStack } from '@jobs/local'.
import process from 'node:process';

const { startLocalStack } = await import(`${process.env.JOBS_WORKSPACE}/apps/local/src/index.ts`);

export default async () => {
  globalThis.localStack = await startLocalStack();
  Object.assign(process.env, globalThis.localStack.environment);
};
