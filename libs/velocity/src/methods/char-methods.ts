import { javaEquals } from '../values/equality.ts';
import type { JavaChar } from '../values/java-types.ts';
import type { Value } from '../values/value.ts';
import { method, type MethodTable, otherTypes } from './method.ts';

/** The methods of `java.lang.Character`. */
export const charMethods: MethodTable<JavaChar> = {
  charValue: [method([], (char: JavaChar): Value => char)],
  compareTo: [method(['char'], (char, other) => char.value.charCodeAt(0) - other.charCodeAt(0)), otherTypes],
  equals: [method(['any'], javaEquals)],
  hashCode: [method([], (char) => char.value.charCodeAt(0))],
  isDigit: [method(['char'], (_, char) => /^\p{Nd}$/u.test(char))],
  isLetter: [method(['char'], (_, char) => /^\p{L}$/u.test(char))],
  toString: [method([], (char: JavaChar) => char.value)],
};
