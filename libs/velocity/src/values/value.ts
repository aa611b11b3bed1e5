import type { HostObject } from './host-object.ts';
import { JavaDouble } from './java-double.ts';
import { type JavaArray, type JavaChar, type JavaCollection, PrintedList } from './java-types.ts';

/**
 * A value inside a template, with the Java type it stands for: number Integer, bigint Long (or BigInteger),
 * `JavaDouble` Double, an array ArrayList, a Map LinkedHashMap.
 */
export type Value =
  | null
  | string
  | boolean
  | number
  | bigint
  | JavaDouble
  | JavaChar
  | Value[]
  | JavaArray
  | JavaCollection
  | Map<Value, Value>
  | HostObject;

const maxInteger = 2 ** 31 - 1;
const minInteger = -(2 ** 31);

/** Whether a whole number is a Java int, so an Integer. */
export function isInt(number: number): boolean {
  return number >= minInteger && number <= maxInteger;
}

/** A JavaScript number as Integer, Long or Double. */
export function toNumber(number: number): Value {
  if (!Number.isSafeInteger(number)) return new JavaDouble(number);
  return isInt(number) ? number : BigInt(number);
}

/**
 * A JavaScript value as a template's: arrays are copied, plain objects become maps of their own keys.
 * Maps, and what the engine's classes hold, are taken as they are.
 */
export function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return toNumber(value);
  if (value instanceof PrintedList) return value;
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value === 'object' && isPlain(value)) {
    return new Map<Value, Value>(Object.entries(value).map(([key, entry]) => [key, toValue(entry)]));
  }
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(`A template can't hold a ${typeof value}`);
  return value as Value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
