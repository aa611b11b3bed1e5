import { withStack } from '../stack/with-stack.ts';
import type { RecipeCopy } from './recipe-copy.ts';
import type { Recipe } from './recipes.ts';
import { runCommands } from './run-commands.ts';
import { trials } from './trials/index.ts';

/** Follows the page in a copy of the workspace: applies the recipe, checks the changed files, and runs its jobs. */
export async function checkRecipe(recipe: Recipe, copy: RecipeCopy): Promise<void> {
  await copy.reset();
  await apply(recipe, copy);
  const changed = await copy.changedFiles();
  if (changed.some((file) => file.endsWith('package.json'))) {
    await copy.must(['npm', 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']);
  }
  await copy.must(['node', 'libs/contract/generators/generate.ts']);
  await checkSources(recipe, copy, changed);
  await runJobs(recipe, copy);
  await copy.must(['git', 'apply', '--reverse', recipe.patch]);
}

async function apply({ name, patch }: Recipe, copy: RecipeCopy): Promise<void> {
  const { hasSucceeded, output } = await copy.run(['git', 'apply', patch]);
  if (hasSucceeded) return;
  throw new Error(
    `${patch} does not apply to the current files. Run \`npx nx refresh-recipes checks\`. In a repository whose ` +
      `contract and job are your own, delete docs/recipes/${name} instead.\n${output}`,
  );
}

async function checkSources(recipe: Recipe, copy: RecipeCopy, changed: readonly string[]): Promise<void> {
  const sources = changed.filter((file) => file.endsWith('.ts'));
  await Promise.all([
    copy.must(['tsc', '--build']).then(() => copy.must(['eslint', ...sources])),
    copy
      .must(['nx', 'run', 'contract:lint-openapi', '--output-style=static'])
      .then(() => copy.must(['prettier', '--check', ...changed]))
      .then(() => copy.must(['cspell', 'lint', '--no-progress', ...changed]))
      .then(() => copy.must(['knip']))
      .then(() => copy.must(['vitest', 'run', '--root', 'libs/domain', '--project', 'job'])),
  ]);
  process.stdout.write(`ok  ${recipe.name}: applies, compiles, and its tests pass\n`);
}

async function runJobs(recipe: Recipe, copy: RecipeCopy): Promise<void> {
  const trial = trials[recipe.name];
  const prepared = await trial?.prepare?.();
  try {
    // Fails on findings of cdk-nag.
    await copy.must(['nx', 'run', 'infra:synth', '--output-style=static']);
    await withStack(
      async (stack) => {
        const results = await runCommands(recipe, copy, stack.environment);
        await trial?.check({ recipe, copy, stack, results });
      },
      { root: copy.root, ...(prepared && { values: prepared.values }) },
    );
  } finally {
    await prepared?.stop();
  }
  process.stdout.write(`ok  ${recipe.name}: its jobs run\n`);
}
