import { MethodFailure } from '../errors.ts';
import { indexOfEqual, javaEquals } from '../values/equality.ts';
import { JavaArray } from '../values/java-types.ts';
import { print } from '../values/print.ts';
import type { Value } from '../values/value.ts';
import { iteratorOf } from './iterator.ts';
import { method, type MethodTable } from './method.ts';

function itemAt(list: readonly Value[], index: number): Value {
  checkIndex(index, list.length - 1, list.length);
  return list[index] ?? null;
}

function checkIndex(index: number, last: number, length: number): void {
  if (index < 0 || index > last) throw new MethodFailure(`index ${index}, size ${length}`);
}

function lastIndexOfEqual(list: readonly Value[], value: Value): number {
  return list.findLastIndex((item) => javaEquals(item, value));
}

/** Keeps the items that pass; returns whether any did not. */
function retain(list: Value[], keep: (item: Value) => boolean): boolean {
  const kept = list.filter(keep);
  const changed = kept.length !== list.length;
  list.splice(0, list.length, ...kept);
  return changed;
}

function removeFirst(list: Value[], value: Value): boolean {
  const index = indexOfEqual(list, value);
  if (index !== -1) list.splice(index, 1);
  return index !== -1;
}

/** The methods of `java.util.ArrayList`. */
export const listMethods: MethodTable<Value[]> = {
  add: [
    method(['any'], (list, item) => {
      list.push(item);
      return true;
    }),
    method(['int', 'any'], (list, index, item) => {
      checkIndex(index, list.length, list.length);
      list.splice(index, 0, item);
      return undefined;
    }),
  ],
  addAll: [
    method(['collection'], (list, items) => {
      list.push(...items.slice());
      return items.length > 0;
    }),
  ],
  clear: [
    method([], (list) => {
      list.length = 0;
      return undefined;
    }),
  ],
  contains: [method(['any'], (list, item) => indexOfEqual(list, item) !== -1)],
  containsAll: [method(['collection'], (list, items) => items.every((item) => indexOfEqual(list, item) !== -1))],
  equals: [method(['any'], javaEquals)],
  get: [method(['int'], itemAt)],
  indexOf: [method(['any'], indexOfEqual)],
  isEmpty: [method([], (list) => list.length === 0)],
  iterator: [method([], iteratorOf)],
  lastIndexOf: [method(['any'], lastIndexOfEqual)],
  remove: [
    method(['int'], (list, index) => {
      const removed = itemAt(list, index);
      list.splice(index, 1);
      return removed;
    }),
    method(['any'], removeFirst),
  ],
  removeAll: [method(['collection'], (list, items) => retain(list, (item) => indexOfEqual(items, item) === -1))],
  retainAll: [method(['collection'], (list, items) => retain(list, (item) => indexOfEqual(items, item) !== -1))],
  set: [
    method(['int', 'any'], (list, index, item) => {
      const previous = itemAt(list, index);
      list[index] = item;
      return previous;
    }),
  ],
  size: [method([], (list) => list.length)],
  subList: [
    method(['int', 'int'], (list, from, to) => {
      if (from < 0 || to > list.length || from > to)
        throw new MethodFailure(`from ${from}, to ${to}, size ${list.length}`);
      return list.slice(from, to);
    }),
  ],
  toArray: [method([], (list) => new JavaArray(list.slice(), 'Ljava.lang.Object;'))],
  toString: [method([], print)],
};
