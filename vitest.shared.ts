import { resolve } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The settings that all projects share. Each run also leaves its counts in `test-results/`, for `.ci/run`. */
export function projectConfig(name: string, test: NonNullable<ViteUserConfig['test']> = {}): ViteUserConfig {
  // Vitest hands these to Node, too, where more of them would change what `require` finds.
  const conditions = ['@jobs/source', '@jobs/test-contract'];
  return defineConfig({
    cacheDir: '../../node_modules/.vite',
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      environment: 'node',
      globalSetup: [resolve(import.meta.dirname, 'vitest.temporary-folder.ts')],
      // Guards against hanging, with room for a busy machine: no test passes or fails by its time.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      reporters: ['default', ['json', { outputFile: 'test-results/results.json' }]],
      ...test,
    },
  });
}
