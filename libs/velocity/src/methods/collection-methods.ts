import { indexOfEqual, javaEquals } from '../values/equality.ts';
import { JavaArray, type JavaCollection } from '../values/java-types.ts';
import { print } from '../values/print.ts';
import { iteratorOf } from './iterator.ts';
import { method, type MethodTable } from './method.ts';

/** The methods of sets, and of a map's values. */
export const collectionMethods: MethodTable<JavaCollection> = {
  contains: [method(['any'], (collection, item) => indexOfEqual(collection.items, item) !== -1)],
  containsAll: [
    method(['collection'], (collection, items) => items.every((item) => indexOfEqual(collection.items, item) !== -1)),
  ],
  equals: [method(['any'], javaEquals)],
  isEmpty: [method([], (collection) => collection.items.length === 0)],
  iterator: [method([], (collection) => iteratorOf(collection.items))],
  size: [method([], (collection) => collection.items.length)],
  toArray: [method([], (collection) => new JavaArray(collection.items.slice(), 'Ljava.lang.Object;'))],
  toString: [method([], print)],
};
