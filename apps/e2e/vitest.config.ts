import { projectConfig } from '../../vitest.shared.ts';

// The files mostly wait for jobs, so that more of them run at once than there are processors.
export default projectConfig('e2e', { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 2 });
