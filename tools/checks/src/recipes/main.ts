import { parseArgs } from 'node:util';
import { workspace } from '../workspace/environment.ts';
import { checkRecipe } from './check-recipe.ts';
import { RecipeCopy } from './recipe-copy.ts';
import { readRecipes } from './recipes.ts';
import { refreshRecipes } from './refresh-recipes.ts';

/**
 * Applies each recipe in `docs/recipes` to a copy of the workspace and follows its page. `--refresh` updates the
 * patches for the current files. Arguments select recipes by name.
 */
const { values, positionals } = parseArgs({
  options: { refresh: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const copy = new RecipeCopy();
try {
  const recipes = readRecipes(workspace, positionals);
  await copy.commit();
  if (values.refresh) await refreshRecipes(recipes, copy);
  else for (const recipe of recipes) await checkRecipe(recipe, copy);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  copy.remove();
}
