import type { Expression } from '../nodes.ts';
import { errorAt, type Location } from '../parser/source.ts';
import { asInt, isNumeric } from '../values/arithmetic.ts';
import type { Value } from '../values/value.ts';

export function listLiteral(source: string, items: readonly Expression[]): Expression {
  return { source, value: (rendering) => items.map((item) => item.value(rendering)), truth: () => false };
}

export function mapLiteral(source: string, entries: readonly (readonly [Expression, Expression])[]): Expression {
  return {
    source,
    value: (rendering) =>
      new Map(entries.map(([key, value]) => [key.value(rendering), value.value(rendering)] as const)),
    truth: () => false,
  };
}

const maxItems = 1_000_000;

/** `[1..3]`, or downwards `[3..1]`; null unless both ends are numbers. */
export function range(source: string, from: Expression, to: Expression, location: Location): Expression {
  return {
    source,
    value: (rendering) => {
      const [first, last] = [from.value(rendering), to.value(rendering)];
      if (first === null || last === null || !isNumeric(first) || !isNumeric(last)) return null;
      return numbersBetween(asInt(first), asInt(last), source, location);
    },
    truth: () => false,
  };
}

function numbersBetween(first: number, last: number, source: string, location: Location): Value[] {
  const length = Math.abs(last - first) + 1;
  if (length > maxItems) throw errorAt(location, `the range ${source} has ${length} items, more than ${maxItems}`);
  const step = first >= last ? -1 : 1;
  return Array.from({ length }, (_, index) => first + index * step);
}
