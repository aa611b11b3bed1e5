import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A recipe of `docs/recipes`: a page, and a patch that a reader applies. */
export interface Recipe {
  /** The name of its folder. */
  readonly name: string;
  /** The path relative to the workspace. */
  readonly patch: string;
  readonly page: string;
}

const recipesFolder = 'docs/recipes';

/** @param names all by default */
export function readRecipes(workspace: string, names: readonly string[] = []): Recipe[] {
  const folders = readdirSync(join(workspace, recipesFolder), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  const recipes = folders.map(({ name }) => ({
    name,
    patch: `${recipesFolder}/${name}/recipe.patch`,
    page: readFileSync(join(workspace, recipesFolder, name, 'README.md'), 'utf8'),
  }));
  const unknown = names.filter((name) => !recipes.some((recipe) => recipe.name === name));
  if (unknown.length > 0) throw new Error(`Unknown recipe ${unknown.join(', ')}: ${recipesFolder} has no such folder.`);
  return recipes.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The fenced code blocks of a page with this info string, such as `sh` or `ts client.mts`. */
export function codeBlocks(page: string, info: string): string[] {
  return [...page.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].flatMap(([, found, code = '']) =>
    found === info ? [code] : [],
  );
}
