import { projectConfig } from '../../vitest.shared.ts';

/**
 * Vitest hands these to Node as well, so `module` and `import` must not be among them: they break `require` in
 * dependencies.
 */
const conditions = ['@jobs/source', 'node'];
const jobTests = ['src/job.test.ts', 'src/jobs/**/*.test.ts'];

/** Tests of the jobs run on `openapi.yaml`, all others on the contract of the tests. */
const { test, ...config } = projectConfig('domain');
const project = (name: string, own: object, conditions: readonly string[]) => {
  const resolve = { conditions: [...conditions] };
  return { ...config, resolve, ssr: { resolve }, test: { ...test, ...own, name } };
};

export default {
  ...config,
  test: {
    reporters: test?.reporters,
    projects: [
      project('job', { include: jobTests }, conditions),
      project('domain', { exclude: jobTests }, [...conditions, '@jobs/test-contract']),
    ],
  },
};
