import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('e2e', { testTimeout: 30_000, hookTimeout: 30_000 });
