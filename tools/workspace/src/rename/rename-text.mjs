import { titleOf } from './names.mjs';

/**
 * Renames what a text says of the workspace's own packages, stacks and API, and nothing that only looks like it.
 * @param workspace `packages`: the names of its packages within the scope; `stages`: what a name of a stack may end with
 */
export function renameText(text, from, to, { packages, stages }) {
  // The packages and the export condition, also as a path in a regular expression, and the scope alone where it begins a text.
  const own = new RegExp(
    `(?<!\\w)${from.scope}(?=\\\\?/(?:${[...packages, 'source'].join('|')})(?![\\w-])|/['"\`])`,
    'g',
  );
  const stack = new RegExp(`(?<![\\w-])${from.name}(?=-(?:${stages.join('|')}|<\\w+>)(?![a-z0-9]))`, 'g');
  const title = new RegExp(`(?<!\\w)${titleOf(from.name)}(?!\\w)`, 'g');
  return text.replace(own, to.scope).replace(stack, to.name).replace(title, titleOf(to.name));
}
