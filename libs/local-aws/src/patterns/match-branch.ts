import type { Branch } from './branches.ts';
import type { FlatValue } from './flatten.ts';
import type { FieldMatcher } from './match-expression.ts';

type Within = FlatValue['within'];

/** Whether all fields of a branch match; values from one list of objects must come from the same element. */
export function matchesBranch(branch: Branch, values: ReadonlyMap<string, readonly FlatValue[]>): boolean {
  const candidates: (readonly Within[])[] = [];
  for (const [path, matchers] of branch) {
    const accepted = acceptedAt(matchers, values.get(path) ?? []);
    if (accepted.length === 0) return false;
    candidates.push(accepted);
  }
  return consistent(candidates, new Map());
}

function acceptedAt(matchers: readonly FieldMatcher[], values: readonly FlatValue[]): readonly Within[] {
  if (values.length === 0) return matchers.some((matcher) => matcher.absent) ? [new Map()] : [];
  return values
    .filter(({ leaf }) => matchers.some((matcher) => !matcher.absent && matcher.accepts(leaf)))
    .map(({ within }) => within);
}

function consistent([field, ...rest]: readonly (readonly Within[])[], chosen: Within): boolean {
  if (!field) return true;
  return field.some((within) => {
    for (const [list, element] of within) if ((chosen.get(list) ?? element) !== element) return false;
    return consistent(rest, within.size === 0 ? chosen : new Map([...chosen, ...within]));
  });
}
