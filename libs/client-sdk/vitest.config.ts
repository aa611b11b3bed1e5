import { projectConfig } from '../../vitest.shared.ts';

// Without `module`: what the AWS SDK's signer has under it does not load in Node.
const resolve = { conditions: ['@jobs/source', 'node', 'import', 'default'] };

export default { ...projectConfig('client-sdk'), resolve, ssr: { resolve } };
