import type { Expression } from '../nodes.ts';
import { type ArithmeticOperator, calculate, compareNumbers, isNumeric } from '../values/arithmetic.ts';
import { templateEquals } from '../values/equality.ts';
import { print } from '../values/print.ts';
import type { Value } from '../values/value.ts';

/** An expression whose value is whether it is true. */
function condition(source: string, truth: Expression['truth']): Expression {
  return { source, truth, value: truth };
}

export const logic = (operator: 'and' | 'or') => (left: Expression, right: Expression, source: string) =>
  condition(source, (rendering) =>
    operator === 'and'
      ? left.truth(rendering) && right.truth(rendering)
      : left.truth(rendering) || right.truth(rendering),
  );

export function negation(operand: Expression, source: string): Expression {
  return condition(source, (rendering) => !operand.truth(rendering));
}

export const equality = (operator: '==' | '!=') => (left: Expression, right: Expression, source: string) =>
  condition(source, (rendering) => {
    const equal = templateEquals(left.value(rendering), right.value(rendering));
    return operator === '==' ? equal : !equal;
  });

type ComparisonOperator = '<' | '<=' | '>' | '>=';

/** Only numbers have an order; with anything else the comparison is false. */
export const comparison = (operator: ComparisonOperator) => (left: Expression, right: Expression, source: string) =>
  condition(source, (rendering) => {
    const [first, second] = [left.value(rendering), right.value(rendering)];
    return isNumeric(first) && isNumeric(second) && holds(operator, compareNumbers(first, second));
  });

function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Arithmetic, null unless both sides are numbers; `+` joins texts when one side is a string. */
export const arithmetic = (operator: ArithmeticOperator) => (left: Expression, right: Expression, source: string) => ({
  source,
  truth: () => false,
  value: (rendering: Parameters<Expression['value']>[0]): Value => {
    const [first, second] = [left.value(rendering), right.value(rendering)];
    if (operator === '+' && (typeof first === 'string' || typeof second === 'string')) {
      return printOrSource(first, left) + printOrSource(second, right);
    }
    return isNumeric(first) && isNumeric(second) ? calculate(operator, first, second) : null;
  },
});

const printOrSource = (value: Value, expression: Expression) =>
  value === null ? expression.source.trim() : print(value);
