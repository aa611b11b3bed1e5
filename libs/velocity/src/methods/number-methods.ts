import { MethodFailure } from '../errors.ts';
import { asDouble, asInt, compareNumbers, type Numeric } from '../values/arithmetic.ts';
import { javaEquals } from '../values/equality.ts';
import { JavaDouble } from '../values/java-double.ts';
import { print } from '../values/print.ts';
import { isInt, type Value } from '../values/value.ts';
import { method, type MethodTable, otherTypes } from './method.ts';

function parseWhole(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new MethodFailure(`${JSON.stringify(text)} is not a whole number`);
  return BigInt(text.replace(/^\+/, ''));
}

function parseInteger(_: unknown, text: string): Value {
  const number = Number(parseWhole(text));
  if (!isInt(number)) throw new MethodFailure(`${text} is out of the range of an int`);
  return number;
}

function parseLong(_: unknown, text: string): Value {
  const number = parseWhole(text);
  if (BigInt.asIntN(64, number) !== number) throw new MethodFailure(`${text} is out of the range of a long`);
  return number;
}

function parseDouble(_: unknown, text: string): Value {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new MethodFailure(`${JSON.stringify(text)} is not a number`);
  return new JavaDouble(number);
}

function compareDoubles(number: JavaDouble, other: Value): number {
  if (!(other instanceof JavaDouble)) throw new MethodFailure('the argument has another type');
  return compareNumbers(number, other);
}

function longValue(number: Numeric): bigint {
  return number instanceof JavaDouble ? BigInt(Math.trunc(number.value)) : BigInt(number);
}

/** The methods of `java.lang.Number`, which all numbers have. */
const numberMethods: MethodTable<Numeric> = {
  doubleValue: [method([], (number) => new JavaDouble(asDouble(number)))],
  equals: [method(['any'], javaEquals)],
  intValue: [method([], asInt)],
  longValue: [method([], longValue)],
  toString: [method([], print)],
};

/**
 * The methods of `java.lang.Integer`, with those that can be called without a number of their own.
 * `parseLong` is there as well because templates in production rely on it (docs/facts/a.md#a95).
 */
export const integerMethods: MethodTable<number> = {
  ...numberMethods,
  compareTo: [method(['int'], compareNumbers), otherTypes],
  hashCode: [method([], (number) => number)],
  max: [method(['int', 'int'], (_, left, right) => Math.max(left, right))],
  min: [method(['int', 'int'], (_, left, right) => Math.min(left, right))],
  parseInt: [method(['text'], parseInteger)],
  parseLong: [method(['text'], parseLong)],
  valueOf: [method(['text'], parseInteger), method(['int'], (_, number) => number)],
};

/** The methods of `java.lang.Long`. */
export const longMethods: MethodTable<bigint> = {
  ...numberMethods,
  compareTo: [method(['bigint'], compareNumbers), otherTypes],
  max: [method(['long', 'long'], (_, left, right) => (left > right ? left : right))],
  min: [method(['long', 'long'], (_, left, right) => (left < right ? left : right))],
  parseLong: [method(['text'], parseLong)],
  valueOf: [method(['text'], parseLong), method(['long'], (_, number) => number)],
};

/** The methods of `java.lang.Double`. */
export const doubleMethods: MethodTable<JavaDouble> = {
  ...numberMethods,
  compareTo: [method(['any'], compareDoubles)],
  isInfinite: [method([], (number) => Math.abs(number.value) === Infinity)],
  isNaN: [method([], (number) => Number.isNaN(number.value))],
  parseDouble: [method(['text'], parseDouble)],
  valueOf: [method(['text'], parseDouble)],
};
