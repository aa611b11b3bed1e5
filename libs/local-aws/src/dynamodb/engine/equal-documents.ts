import type { AttributeValue, Item } from './dynalite.ts';
import { isSameValue } from './same-item.ts';

/** A part of an expression as parsed by dynalite: a comparison or call, a path, or a value. */
export interface Expression {
  readonly type: string;
  readonly args: readonly Operand[];
}

type Operand = Expression | AttributeValue | readonly (string | number)[];

/** Finds the value at a path in an item. */
export type MapPath = (path: readonly (string | number)[], item: Item) => AttributeValue | null | undefined;

const one = { N: '1' };
const always: Expression = { type: '=', args: [one, one] };
const never: Expression = { type: '<>', args: [one, one] };

/**
 * An expression for one item with its comparisons of lists and maps already evaluated, because dynalite treats any two
 * of them as different, even if they are equal.
 */
export function withDocumentsCompared(expression: Expression, item: Item, mapPath: MapPath): Expression {
  const { type, args } = expression;
  if (type === 'and' || type === 'or' || type === 'not') {
    const decided = args.map((part) => withDocumentsCompared(part as Expression, item, mapPath));
    return { ...expression, args: decided };
  }
  if (type !== '=' && type !== '<>' && type !== 'in') return expression;
  const [left, ...others] = args.map((operand) => documentOf(operand, item, mapPath));
  if (left === undefined) return expression;
  const isEqual = others.some((other) => other !== undefined && isSameValue(left, other));
  return isEqual === (type !== '<>') ? always : never;
}

/** A list or a map; undefined for anything else. */
function documentOf(operand: Operand, item: Item, mapPath: MapPath): AttributeValue | undefined {
  const value = Array.isArray(operand)
    ? mapPath(operand as readonly (string | number)[], item)
    : (operand as AttributeValue);
  return value && !('args' in value) && ('L' in value || 'M' in value) ? value : undefined;
}
