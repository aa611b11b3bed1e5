import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import type { Accepts } from './match-expression.ts';

/** AWS only compares numbers from -5 billion to 5 billion. */
const limit = 5e9;

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `{"numeric": [">", 0, "<=", 5]}`: one comparison, or a lower and then an upper bound. */
export function numeric(value: LocatedValue): Accepts {
  if (value.kind !== 'array') throw invalidPattern('Value of numeric must be an array.', value.begun);
  const [operator, bound, ...rest] = value.items;
  if (operator?.kind !== 'string')
    throw invalidPattern('Invalid member in numeric match', operator?.read ?? value.read);
  const first = comparison(operator.value, bound, value);
  if (!first)
    throw invalidPattern(`Unrecognized numeric range operator: ${operator.value}`, bound?.begun ?? value.read);
  if (rest.length === 0) return (leaf) => typeof leaf === 'number' && first.holds(leaf);
  if (!operator.value.startsWith('>')) throw invalidPattern('Too many elements in numeric expression', rest[0]?.begun);
  const second = upperBound(rest, value);
  if (second.bound <= first.bound) throw invalidPattern('Bottom must be less than top', value.read);
  return (leaf) => typeof leaf === 'number' && first.holds(leaf) && second.holds(leaf);
}

function upperBound([operator, bound, ...rest]: readonly LocatedValue[], list: LocatedValue) {
  if (operator?.kind !== 'string') throw invalidPattern('Bad value in numeric range', operator?.read);
  const { value } = operator;
  const upper = value.startsWith('<') ? comparison(value, bound, list) : undefined;
  if (!upper) throw invalidPattern(`Bad numeric range operator: ${value}`, operator.read);
  if (rest[0]) throw invalidPattern('Too many terms in numeric range expression', rest[0].begun);
  return upper;
}

function comparison(operator: string, bound: LocatedValue | undefined, list: LocatedValue) {
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!compare) return undefined;
  if (bound?.kind !== 'number') {
    const name = operator === '=' ? 'equals' : operator;
    throw invalidPattern(`Value of ${name} must be numeric`, bound?.begun ?? list.read);
  }
  const { value } = bound;
  if (Math.abs(value) > limit)
    throw invalidPattern(`Value must be between ${-limit} and ${limit}, inclusive`, bound.read);
  return { bound: value, holds: (leaf: number) => Math.abs(leaf) <= limit && compare(leaf, value) };
}
