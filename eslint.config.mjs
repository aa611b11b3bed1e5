import process from 'node:process';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import vitest from '@vitest/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Data flows one way: contract -> domain -> functions -> stack -> local run -> e2e; the client SDK stands alone. */
const layers = [
  { layer: 'contract', mayUse: [] },
  { layer: 'domain', mayUse: ['contract'] },
  { layer: 'function', mayUse: ['contract', 'domain'] },
  { layer: 'stack', mayUse: ['contract', 'domain', 'function'] },
  { layer: 'client-sdk', mayUse: [] },
  { layer: 'cli', mayUse: ['contract', 'client-sdk'] },
  { layer: 'local', mayUse: ['contract', 'domain', 'function', 'stack', 'client-sdk'] },
  { layer: 'docs', mayUse: ['contract', 'stack', 'local', 'client-sdk'] },
  { layer: 'e2e', mayUse: ['contract', 'domain', 'function', 'stack', 'local', 'client-sdk', 'cli'] },
  { layer: 'checks', mayUse: ['contract', 'domain', 'function', 'stack', 'local', 'client-sdk', 'cli', 'e2e'] },
];

const quick = [
  tseslint.configs.disableTypeChecked,
  { rules: { '@nx/enforce-module-boundaries': 'off' }, languageOptions: { parserOptions: { projectService: false } } },
];

export default tseslint.config(
  { ignores: ['examples', '**/dist', '**/out-tsc', '**/cdk.out', '**/test-results', '**/*.gen.ts', '.nx', '.local'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.mjs',
            '*.ts',
            'apps/*/vitest.config.ts',
            'libs/*/vitest.config.ts',
            'tools/*/vitest.config.ts',
          ],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          allow: [],
          depConstraints: layers.map(({ layer, mayUse }) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: [layer, ...mayUse].map((name) => `layer:${name}`),
          })),
        },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test-d.ts'],
    plugins: { vitest },
    rules: {
      'vitest/no-focused-tests': 'error',
      'vitest/no-disabled-tests': 'error',
      'vitest/expect-expect': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/vitest.config.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  // Before a commit: what a file tells by itself, without its types and the graph of projects.
  ...(process.env.LINT === 'quick' ? quick : []),
  prettier,
);
