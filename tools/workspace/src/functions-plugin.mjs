import { basename, dirname } from 'node:path';

/** Adds the target `build` to each Lambda function: each project with a `src/handler.ts`. */
export const createNodesV2 = [
  'apps/*/src/handler.ts',
  (files) =>
    files.map((file) => {
      const project = dirname(dirname(file));
      const targets = { build: functionBuild(project), 'build-test-contract': testBuild(project) };
      return [file, { projects: { [project]: { targets } } }];
    }),
];

/** The target `build` of a function; watching bundles it with the same options. */
export function functionBuild(project) {
  return {
    executor: '@nx/esbuild:esbuild',
    cache: true,
    dependsOn: ['^generate'],
    inputs: [
      'production',
      '^production',
      '{workspaceRoot}/esbuild.functions.mjs',
      { dependentTasksOutputFiles: '**/*.gen.ts', transitive: true },
      { externalDependencies: ['esbuild'] },
    ],
    outputs: ['{options.outputPath}'],
    options: {
      main: `${project}/src/handler.ts`,
      outputPath: `${project}/dist`,
      outputFileName: 'handler.mjs',
      tsConfig: `${project}/tsconfig.app.json`,
      platform: 'node',
      target: 'node24',
      format: ['esm'],
      bundle: true,
      thirdParty: true,
      minify: true,
      sourcemap: 'linked',
      declaration: false,
      skipTypeCheck: true,
      esbuildConfig: 'esbuild.functions.mjs',
    },
    metadata: {
      description: 'Bundle the function as one ES module for Lambda, without unused parts of the AWS SDK.',
    },
  };
}

/** The same with the tests' contract and job, for tests that run whole stacks. */
function testBuild(project) {
  const build = functionBuild(project);
  return {
    ...build,
    inputs: ['default', '^default', '{workspaceRoot}/esbuild.*.mjs', ...build.inputs.slice(3)],
    options: {
      ...build.options,
      outputPath: `dist/test-contract/${basename(project)}`,
      esbuildConfig: 'esbuild.test-contract.mjs',
    },
    metadata: { description: "Bundle the function with the tests' contract and job." },
  };
}
