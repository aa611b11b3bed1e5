import { JavaDouble } from './java-double.ts';
import { isInt, type Value } from './value.ts';

export type Numeric = number | bigint | JavaDouble;
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export function isNumeric(value: Value): value is Numeric {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaDouble;
}

/**
 * Java's arithmetic: whole numbers stay whole (`5 / 2` is 2), an Integer that overflows becomes a Long,
 * a Double makes the result a Double. Null when the divisor is zero.
 */
export function calculate(operator: ArithmeticOperator, left: Numeric, right: Numeric): Numeric | null {
  if ((operator === '/' || operator === '%') && asDouble(right) === 0) return null;
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    return new JavaDouble(calculateDouble(operator, asDouble(left), asDouble(right)));
  }
  const result = calculateWhole(operator, BigInt(left), BigInt(right));
  const bothInts = typeof left === 'number' && typeof right === 'number';
  return bothInts && isInt(Number(result)) ? Number(result) : result;
}

/** Negative, zero or positive, as the left number is less than, equal to or greater than the right one. */
export function compareNumbers(left: Numeric, right: Numeric): number {
  if (left instanceof JavaDouble || right instanceof JavaDouble) return Math.sign(asDouble(left) - asDouble(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

export function asDouble(number: Numeric): number {
  return number instanceof JavaDouble ? number.value : Number(number);
}

/** Java's `intValue()`: truncated; a Double beyond the ints is the nearest of them, a Long keeps its low 32 bits. */
export function asInt(number: Numeric): number {
  if (typeof number === 'bigint') return Number(BigInt.asIntN(32, number));
  if (typeof number === 'number') return number;
  if (Number.isNaN(number.value)) return 0;
  return Math.trunc(Math.min(Math.max(number.value, -(2 ** 31)), 2 ** 31 - 1));
}

function calculateDouble(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function calculateWhole(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}
