import { projectConfig } from '../../vitest.shared.ts';

// Each file would load the CDK again, which takes seconds; no test modifies shared modules.
export default projectConfig('infra', { isolate: false });
