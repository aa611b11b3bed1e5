import type { Expression, Statement } from '../nodes.ts';
import type { Value } from '../values/value.ts';

/** A constant; only `true` is true in a condition. */
export function literal(source: string, value: Value): Expression {
  return { source, value: () => value, truth: () => value === true };
}

export function truthLiteral(value: boolean): Expression {
  return literal(String(value), value);
}

/** A bare word as an argument. */
export const nothing = literal('null', null);

/** A double-quoted string with references or directives; `padding` characters at its end are dropped. */
export function interpolated(source: string, statements: readonly Statement[], padding: number): Expression {
  return {
    source,
    value: (rendering) => {
      const output = rendering.capture(statements);
      return output.slice(0, output.length - padding);
    },
    truth: () => false,
  };
}
