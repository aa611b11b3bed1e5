import { MethodFailure } from '../errors.ts';
import { indexOfEqual } from '../values/equality.ts';
import type { JavaArray } from '../values/java-types.ts';
import { iteratorOf } from './iterator.ts';
import { method, type MethodTable } from './method.ts';

function checkIndex(array: JavaArray, index: number): void {
  if (index < 0 || index >= array.items.length) throw new MethodFailure(`index ${index}, length ${array.items.length}`);
}

/** The methods that Velocity lends to Java arrays, which have none. */
export const arrayMethods: MethodTable<JavaArray> = {
  contains: [method(['any'], (array, item) => indexOfEqual(array.items, item) !== -1)],
  get: [
    method(['int'], (array, index) => {
      checkIndex(array, index);
      return array.items[index] ?? null;
    }),
  ],
  indexOf: [method(['any'], (array, item) => indexOfEqual(array.items, item))],
  isEmpty: [method([], (array) => array.items.length === 0)],
  iterator: [method([], (array) => iteratorOf(array.items))],
  set: [
    method(['int', 'any'], (array, index, item) => {
      checkIndex(array, index);
      const previous = array.items[index] ?? null;
      array.items[index] = item;
      return previous;
    }),
  ],
  size: [method([], (array) => array.items.length)],
};
