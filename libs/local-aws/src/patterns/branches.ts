import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import { type FieldMatcher, matchExpression } from './match-expression.ts';

/**
 * One way to satisfy a pattern: at each path, one of the matchers must match. A pattern without `$or` has one branch.
 */
export type Branch = ReadonlyMap<string, readonly FieldMatcher[]>;

type LocatedObject = LocatedValue & { readonly kind: 'object' };

/** Names of match expressions, which may not be fields inside `$or`. */
const reservedInOr = new Set([
  'exactly',
  'prefix',
  'suffix',
  'equals-ignore-case',
  'anything-but',
  'numeric',
  'exists',
  'cidr',
  'wildcard',
]);

/** The branches of a pattern's object, each extending one of the given branches. */
export function extendBranches(
  branches: readonly Branch[],
  object: LocatedObject,
  path: readonly string[] = [],
  insideOr = false,
): readonly Branch[] {
  if (object.entries.length === 0) throw invalidPattern('Empty objects are not allowed', object.read);
  return object.entries.reduce((extended, [name, value]) => {
    if (name === '$or') return forkBranches(extended, value, path);
    if (insideOr && reservedInOr.has(name)) {
      throw invalidPattern(`${name} is Ruler reserved fieldName which cannot be used inside $or.`, value.begun);
    }
    const fieldPath = [...path, name];
    if (value.kind === 'object') return extendBranches(extended, value, fieldPath, insideOr);
    if (value.kind !== 'array') throw invalidPattern(`"${name}" must be an object or an array`, value.begun);
    if (value.items.length === 0) throw invalidPattern('Empty arrays are not allowed', value.read);
    const matchers = value.items.map(matchExpression);
    return extended.map((branch) => new Map(branch).set(fieldPath.join('.'), matchers));
  }, branches);
}

function forkBranches(branches: readonly Branch[], value: LocatedValue, path: readonly string[]): readonly Branch[] {
  if (value.kind !== 'array') throw invalidPattern('It must be an Array followed with $or.', value.begun);
  const forks = value.items.flatMap((item) => {
    if (item.kind === 'object') return extendBranches(branches, item, path, true);
    throw invalidPattern('Only JSON object is allowed in array of $or relationship.', item.begun);
  });
  if (value.items.length < 2)
    throw invalidPattern('There must have at least 2 Objects in $or relationship.', value.read);
  return forks;
}
