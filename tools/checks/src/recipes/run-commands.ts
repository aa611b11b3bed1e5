import { exec } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import { commandEnvironment } from '../workspace/environment.ts';
import type { RecipeCopy } from './recipe-copy.ts';
import { codeBlocks, type Recipe } from './recipes.ts';

/** Rejects with the full output of the command if it fails. */
const runInShell = promisify(exec);

/** Placeholders on a page for values that differ each time. */
const varying: readonly [RegExp, string][] = [
  [/\d{13}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/"http:\/\/[^"]+"/g, '"<url>"'],
];

/**
 * Runs the commands of a page that submit jobs, and compares the results with those on the page.
 * @param environment the environment in which the command finds the stack
 * @returns the raw results
 */
export async function runCommands(
  { name, page }: Recipe,
  copy: RecipeCopy,
  environment: NodeJS.ProcessEnv,
): Promise<unknown[]> {
  const commands = codeBlocks(page, 'sh').flatMap((block) => block.match(/^npx jobs-api submit .*$/gm) ?? []);
  const shown = codeBlocks(page, 'json').map((block) => JSON.parse(block) as unknown);
  if (commands.length === 0 || commands.length !== shown.length) {
    throw new Error(
      `The page of ${name} has ${commands.length} commands that submit jobs, and ${shown.length} results.`,
    );
  }
  const { PATH } = commandEnvironment(copy.root);
  const found: unknown[] = [];
  for (const [index, command] of commands.entries()) {
    // Progress goes to stderr.
    const { stdout } = await runInShell(`${command} --json`, { cwd: copy.root, env: { ...environment, PATH } });
    const { results } = JSON.parse(stdout) as { readonly results: unknown };
    if (!isDeepStrictEqual(withoutVarying(results), withoutVarying(shown[index]))) {
      throw new Error(`${command} does not return the results on the page of ${name}:\n${stdout}`);
    }
    found.push(results);
  }
  return found;
}

const withoutVarying = (results: unknown): unknown =>
  JSON.parse(varying.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), JSON.stringify(results)));
