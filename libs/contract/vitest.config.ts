import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('contract', { include: ['src/**/*.test.ts', 'generators/**/*.test.ts'] });
