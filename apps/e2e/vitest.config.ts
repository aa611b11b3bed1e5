import { projectConfig } from '../../vitest.shared.ts';

const config = projectConfig('e2e', { testTimeout: 30_000, hookTimeout: 30_000 });

/** A deployed stack has the contract of `openapi.yaml`, and not that of the tests. */
const deployed = { conditions: ['@jobs/source'] };

export default process.env.JOBS_API_URL === undefined
  ? config
  : { ...config, resolve: deployed, ssr: { resolve: deployed } };
