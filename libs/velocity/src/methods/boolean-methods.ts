import { method, type MethodTable, otherTypes } from './method.ts';

/** The methods of `java.lang.Boolean`. */
export const booleanMethods: MethodTable<boolean> = {
  booleanValue: [method([], (value) => value)],
  compareTo: [method(['boolean'], (value, other) => Number(value) - Number(other)), otherTypes],
  equals: [method(['any'], (value, other) => value === other)],
  hashCode: [method([], (value) => (value ? 1231 : 1237))],
  parseBoolean: [method(['text'], (_, text) => text.toLowerCase() === 'true')],
  toString: [method([], String)],
};
