import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The settings that all projects share. Each run also leaves its counts in `test-results/`, for `.ci/run`. */
export function projectConfig(name: string, test: NonNullable<ViteUserConfig['test']> = {}): ViteUserConfig {
  // Vitest hands these to Node, too, where more of them would change what `require` finds.
  const conditions = ['@jobs/source'];
  return defineConfig({
    cacheDir: '../../node_modules/.vite',
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      environment: 'node',
      reporters: ['default', ['json', { outputFile: 'test-results/results.json' }]],
      ...test,
    },
  });
}
