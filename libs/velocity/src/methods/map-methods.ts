import { indexOfEqual, javaEquals } from '../values/equality.ts';
import { JavaCollection } from '../values/java-types.ts';
import { print } from '../values/print.ts';
import type { Value } from '../values/value.ts';
import { entryOf } from './map-entry.ts';
import { method, type MethodTable } from './method.ts';

type ValueMap = Map<Value, Value>;

function put(map: ValueMap, key: Value, value: Value): Value {
  const previous = map.get(key) ?? null;
  map.set(key, value);
  return previous;
}

const valuesOf = (map: ValueMap) => Array.from(map.values());

/** The methods of `java.util.LinkedHashMap`. Sets of keys and entries are snapshots of the map. */
export const mapMethods: MethodTable<ValueMap> = {
  clear: [
    method([], (map) => {
      map.clear();
      return undefined;
    }),
  ],
  containsKey: [method(['any'], (map, key) => map.has(key))],
  containsValue: [method(['any'], (map, value) => indexOfEqual(valuesOf(map), value) !== -1)],
  entrySet: [
    method(
      [],
      (map) =>
        new JavaCollection(
          Array.from(map.keys(), (key) => entryOf(map, key)),
          'Set',
        ),
    ),
  ],
  equals: [method(['any'], javaEquals)],
  get: [method(['any'], (map, key) => map.get(key) ?? null)],
  getOrDefault: [method(['any', 'any'], (map, key, otherwise) => (map.has(key) ? (map.get(key) ?? null) : otherwise))],
  isEmpty: [method([], (map) => map.size === 0)],
  keySet: [method([], (map) => new JavaCollection(Array.from(map.keys()), 'Set'))],
  put: [method(['any', 'any'], put)],
  putAll: [
    method(['map'], (map, other) => {
      for (const [key, value] of other) map.set(key, value);
      return undefined;
    }),
  ],
  putIfAbsent: [
    method(['any', 'any'], (map, key, value) => {
      const present = map.get(key) ?? null;
      if (present === null) map.set(key, value);
      return present;
    }),
  ],
  remove: [
    method(['any'], (map, key) => {
      const previous = map.get(key) ?? null;
      map.delete(key);
      return previous;
    }),
  ],
  replace: [method(['any', 'any'], (map, key, value) => (map.has(key) ? put(map, key, value) : null))],
  size: [method([], (map) => map.size)],
  toString: [method([], print)],
  values: [method([], (map) => new JavaCollection(valuesOf(map), 'Collection'))],
};
