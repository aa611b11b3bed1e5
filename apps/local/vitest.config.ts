import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('local', { include: ['{src,chaos}/**/*.test.ts'] });
