import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import type { RecipeCopy } from './recipe-copy.ts';
import type { Recipe } from './recipes.ts';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/**
 * Updates the patches: merged into the current files, with the workspace's package versions.
 * @throws Error naming the recipes that must be updated by hand
 */
export async function refreshRecipes(recipes: readonly Recipe[], copy: RecipeCopy): Promise<void> {
  borrowHistory(copy.root);
  const failed: string[] = [];
  for (const recipe of recipes) {
    const problem = await refresh(recipe, copy);
    if (problem !== undefined) failed.push(`${recipe.patch}:\n${problem}`);
  }
  if (failed.length === 0) return;
  throw new Error(
    `Cannot merge these patches. Apply each with \`git apply --reject\`, apply the hunks in *.rej by hand, and save ` +
      `the output of \`git diff --full-index\` as the new patch:\n${failed.join('\n')}`,
  );
}

/** A three-way merge needs the blobs that a patch was created from. */
function borrowHistory(root: string): void {
  const common = execFileSync('git', ['rev-parse', '--git-common-dir'], { cwd: workspace, encoding: 'utf8' }).trim();
  appendFileSync(join(root, '.git/objects/info/alternates'), `${resolve(workspace, common, 'objects')}\n`);
}

/** @returns git's message if it fails */
async function refresh({ name, patch }: Recipe, copy: RecipeCopy): Promise<string | undefined> {
  await copy.reset();
  const file = join(workspace, patch);
  const old = readFileSync(file, 'utf8');
  const current = join(copy.root, '.git/recipe.patch');
  writeFileSync(current, withCurrentVersions(old));
  const { hasSucceeded, output } = await copy.run(['git', 'apply', '--3way', current]);
  const conflicts = (await copy.must(['git', 'diff', '--name-only', '--diff-filter=U'])).split('\n').filter(Boolean);
  if (!hasSucceeded && conflicts.length === 0) return output;
  for (const path of conflicts) await preferRecipe(path, copy);
  const fresh = await copy.must(['git', 'diff', '--cached', '--full-index', '--find-renames']);
  if (fresh === old) return undefined;
  writeFileSync(file, fresh);
  const review =
    conflicts.length === 0 ? '' : `; the recipe's lines replaced conflicting changes. Review ${conflicts.join(', ')}`;
  process.stdout.write(`refreshed ${name}${review}\n`);
  return undefined;
}

/** Resolves conflicts in favour of the recipe, which replaces the sample's lines. */
async function preferRecipe(path: string, copy: RecipeCopy): Promise<void> {
  const stages = await Promise.all(
    ['base', 'ours', 'theirs'].map(async (name, index) => {
      const stage = join(copy.root, '.git', `recipe-${name}`);
      writeFileSync(stage, await copy.must(['git', 'show', `:${index + 1}:${path}`]));
      return stage;
    }),
  );
  const [base = '', ours = '', theirs = ''] = stages;
  writeFileSync(
    join(copy.root, path),
    await copy.must(['git', 'merge-file', '--stdout', '--theirs', ours, base, theirs]),
  );
  await copy.must(['git', 'add', path]);
}

/** Sets the version of AWS SDK packages added by a patch to the workspace's version. */
function withCurrentVersions(patch: string): string {
  const { packages } = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as LockFile;
  const version = packages['node_modules/@aws-sdk/client-dynamodb']?.version;
  if (version === undefined) throw new Error('package-lock.json has no @aws-sdk/client-dynamodb.');
  return patch.replaceAll(/^(\+ +"@aws-sdk\/[\w-]+": ")[^"]+/gm, (_, before: string) => before + version);
}
