import process from 'node:process';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import vitest from '@vitest/eslint-plugin';
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

/**
 * Data flows one way: contract -> domain -> runtime -> functions -> stack -> local run -> e2e; the client SDK stands
 * alone.
 */
const layers = [
  { layer: 'contract', mayUse: [] },
  { layer: 'domain', mayUse: ['contract'] },
  { layer: 'runtime', mayUse: ['contract', 'domain'] },
  { layer: 'function', mayUse: ['contract', 'domain', 'runtime'] },
  { layer: 'stack', mayUse: ['contract', 'domain', 'function'] },
  { layer: 'operations', mayUse: ['contract', 'stack'] },
  { layer: 'workspace', mayUse: ['stack'] },
  { layer: 'client-sdk', mayUse: [] },
  { layer: 'cli', mayUse: ['contract', 'client-sdk'] },
  { layer: 'console', mayUse: ['contract', 'client-sdk'] },
  { layer: 'velocity', mayUse: [] },
  { layer: 'local-aws', mayUse: ['velocity'] },
  { layer: 'local', mayUse: ['contract', 'domain', 'function', 'stack', 'client-sdk', 'local-aws', 'console'] },
  { layer: 'docs', mayUse: ['contract', 'stack', 'local', 'client-sdk'] },
  {
    layer: 'e2e',
    mayUse: ['contract', 'domain', 'function', 'stack', 'operations', 'local', 'client-sdk', 'cli', 'console'],
  },
  {
    layer: 'checks',
    mayUse: [
      ...['contract', 'domain', 'function', 'stack', 'operations', 'local-aws', 'local', 'client-sdk', 'cli', 'e2e'],
      'console',
    ],
  },
];

/** Folders of `libs/local-aws` that its services build on, each with those that it builds on itself. */
const foundations = {
  kernel: [],
  wire: ['kernel'],
  cloudformation: ['kernel'],
  patterns: ['kernel'],
  'input-templates': ['kernel'],
};
const services = [
  ...['api-gateway', 'dynamodb', 'eventbridge', 'iam', 'lambda', 'pipes', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm'],
];

/** Services do not import each other, and see of the foundations what their `index.ts` shows. */
const borders = [
  ...Object.entries(foundations).map(([folder, uses]) => border(folder, uses)),
  ...services.map((folder) => border(folder, Object.keys(foundations))),
];

function border(folder, uses) {
  const foreign = [...Object.keys(foundations), ...services].filter((name) => name !== folder && !uses.includes(name));
  const patterns = [
    { regex: `^(?:\\.\\./)+(?:${foreign.join('|')})/`, message: 'They meet in apps/local/src/stack.' },
    // One level up, `wire` is the service's own.
    ...uses.map((name) => ({
      regex: `^(?:\\.\\./){${name === 'wire' ? 2 : 1},}${name}/(?!index\\.ts|testing/)`,
      message: 'Import it from its index.ts.',
    })),
  ];
  return {
    files: [`libs/local-aws/src/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

const quick = [
  tseslint.configs.disableTypeChecked,
  { rules: { '@nx/enforce-module-boundaries': 'off' }, languageOptions: { parserOptions: { projectService: false } } },
];

export default tseslint.config(
  {
    ignores: [
      'examples',
      'tools/checks/src/runtimes/programs',
      '**/dist',
      '**/out-tsc',
      '**/cdk.out',
      '**/test-results',
      '**/*.gen.ts',
      '.nx',
      '.local',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  regexp.configs['flat/recommended'],
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
    plugins: { '@nx': nx, 'import-sort': importSort },
    rules: {
      // One block: Node, packages, own packages, own files. The name of the scope has no say in the order.
      'import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w', '^', '^@jobs/', '^\\.']] }],
      'import-sort/exports': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          // What a package has by condition: the contract and the job with what it uses, or those of the tests.
          allow: ['#generated/*', '#job', '#job-resources', '#job-settings'],
          depConstraints: layers.map(({ layer, mayUse }) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: [layer, ...mayUse].map((name) => `layer:${name}`),
          })),
        },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow' },
        { selector: 'typeLike', format: ['PascalCase'] },
        { selector: 'import', format: ['camelCase', 'PascalCase'] },
        // A schema is named like its type, and a value that AWS has a name for may keep it.
        { selector: ['variable', 'parameter'], format: ['camelCase', 'PascalCase'], leadingUnderscore: 'allow' },
        // Names that others gave: AWS, HTTP, the environment.
        { selector: ['variable', 'parameter'], modifiers: ['destructured'], format: null },
        { selector: ['objectLiteralProperty', 'objectLiteralMethod', 'typeProperty', 'typeMethod'], format: null },
      ],
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
  {
    // No expression takes quadratic time on what others send; the recommended rules have backtracking alone.
    files: ['{apps/{cli,processor,error-handler},libs/{client-sdk,domain,runtime}}/src/**/*.ts'],
    rules: { 'regexp/no-super-linear-move': 'error' },
  },
  // Components are named like types.
  {
    files: ['**/*.tsx'],
    rules: {
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'default', format: ['camelCase'] },
        { selector: ['function', 'variable', 'import', 'typeLike'], format: ['camelCase', 'PascalCase'] },
        { selector: ['parameter', 'objectLiteralProperty', 'typeProperty', 'typeMethod'], format: null },
      ],
    },
  },
  {
    // What is in a job is shown as text, whatever it is.
    files: ['apps/console/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXAttribute[name.name=/^(dangerouslySetInnerHTML|innerHTML|outerHTML|srcDoc|srcdoc)$/]',
          'Property[key.name=/^(dangerouslySetInnerHTML|innerHTML|outerHTML|srcdoc)$/]',
          'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc|write)$/]',
        ].map((selector) => ({ selector, message: 'The console shows text, never HTML.' })),
      ],
    },
  },
  ...borders,
  { files: ['**/vitest.config.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  // Before a commit: what a file tells by itself, without its types and the graph of projects.
  ...(process.env.LINT === 'quick' ? quick : []),
  prettier,
);
