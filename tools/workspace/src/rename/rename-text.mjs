import { titleOf } from './names.mjs';

/**
 * Renames the workspace's own packages, stacks and API in a text, but nothing that only looks like them.
 * @param workspace `packages`: the names of its packages within the scope; `stages`: the possible endings of a stack's name
 */
export function renameText(text, from, to, { packages, stages }) {
  // The packages and the export condition, also as a path in a regular expression; the bare scope at a text's start.
  const own = new RegExp(
    `(?<!\\w)${from.scope}(?=\\\\?/(?:${[...packages, 'source', 'test-contract'].join('|')})(?![\\w-])|/['"\`])`,
    'g',
  );
  const stack = new RegExp(`(?<![\\w-])${from.name}(?=-(?:${stages.join('|')}|<\\w+>)(?![a-z0-9]))`, 'g');
  const title = new RegExp(`(?<!\\w)${titleOf(from.name)}(?!\\w)`, 'g');
  return text.replace(own, to.scope).replace(stack, to.name).replace(title, titleOf(to.name));
}
