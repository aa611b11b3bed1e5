import { projectConfig } from '../../vitest.shared.ts';

/**
 * Vitest hands these to Node as well, so `module` and `import` must not be among them: they break `require` in
 * dependencies.
 */
const conditions = ['@jobs/source', '@jobs/test-contract', 'node'];

export default { ...projectConfig('error-handler'), resolve: { conditions }, ssr: { resolve: { conditions } } };
