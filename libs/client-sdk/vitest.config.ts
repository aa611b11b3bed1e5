import { projectConfig } from '../../vitest.shared.ts';

// Without `module`: the file that the AWS SDK's signer exports under that condition does not load in Node.
const resolve = { conditions: ['@jobs/source', 'node', 'import', 'default'] };

const config = projectConfig('client-sdk', {
  typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: './tsconfig.test-d.json' },
});

export default { ...config, resolve, ssr: { resolve } };
