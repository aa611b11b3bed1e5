import { compareNumbers, isNumeric } from './arithmetic.ts';
import { JavaDouble } from './java-double.ts';
import { JavaChar, JavaCollection } from './java-types.ts';
import { print } from './print.ts';
import { typeName } from './type-name.ts';
import type { Value } from './value.ts';

/** Java's `equals`: never equal across types, by content for collections. */
export function javaEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof JavaDouble) return right instanceof JavaDouble && Object.is(left.value, right.value);
  if (left instanceof JavaChar) return right instanceof JavaChar && left.value === right.value;
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right);
  if (left instanceof JavaCollection) {
    return right instanceof JavaCollection && left.typeName === 'Set' && sameMembers(left.items, right.items);
  }
  if (left instanceof Map) return right instanceof Map && sameEntries(left, right);
  return false;
}

/** The operator `==`: numbers by value, one type by `equals`, different types by their printed forms. */
export function templateEquals(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
  return typeName(left) === typeName(right) ? javaEquals(left, right) : print(left) === print(right);
}

/** The position of the first item that equals a value; -1 when there is none. */
export function indexOfEqual(items: readonly Value[], value: Value): number {
  return items.findIndex((item) => javaEquals(item, value));
}

function sameItems(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, index) => javaEquals(item, right[index] ?? null));
}

function sameMembers(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item) => indexOfEqual(right, item) !== -1);
}

function sameEntries(left: Map<Value, Value>, right: Map<Value, Value>): boolean {
  return (
    left.size === right.size &&
    Array.from(left).every(([key, value]) => right.has(key) && javaEquals(value, right.get(key) ?? null))
  );
}
