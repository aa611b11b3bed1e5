import { projectConfig } from '../../vitest.shared.ts';

// The tests mostly wait for jobs, so two files can run at a time on any machine.
export default projectConfig('e2e', { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 2 });
