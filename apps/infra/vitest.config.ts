import { projectConfig } from '../../vitest.shared.ts';

// Each file loads the CDK, which takes seconds; no test changes what another one imports.
export default projectConfig('infra', { isolate: false });
