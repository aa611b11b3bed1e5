import { MethodFailure } from '../errors.ts';
import { JavaArray, JavaChar } from '../values/java-types.ts';
import { print } from '../values/print.ts';
import { hashCode } from './hash-code.ts';
import { method, type MethodTable, otherTypes } from './method.ts';
import { javaMatches, javaReplace, javaSplit } from './regular-expressions.ts';

/** Java's blanks for `trim`: everything up to the space. */
function trim(text: string): string {
  const isBlank = (index: number) => text.charCodeAt(index) <= 0x20;
  let begin = 0;
  let end = text.length;
  while (begin < end && isBlank(begin)) begin += 1;
  while (end > begin && isBlank(end - 1)) end -= 1;
  return text.slice(begin, end);
}

function slice(text: string, begin: number, end = text.length): string {
  if (begin < 0 || end > text.length || begin > end) {
    throw new MethodFailure(`begin ${begin}, end ${end}, length ${text.length}`);
  }
  return text.slice(begin, end);
}

function charAt(text: string, index: number): JavaChar {
  if (index < 0 || index >= text.length) throw new MethodFailure(`index ${index}, length ${text.length}`);
  return new JavaChar(text.charAt(index));
}

/** As `String.compareTo`: the difference of the first characters that differ, or of the lengths. */
function compare(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const folded = (text: string) => text.toUpperCase().toLowerCase();

const lastIndexOf = (text: string, part: string, from: number) => (from < 0 ? -1 : text.lastIndexOf(part, from));

/** The methods of `java.lang.String` that Java 8 has; later ones may be missing where a template runs in production. */
export const stringMethods: MethodTable<string> = {
  charAt: [method(['int'], charAt)],
  compareTo: [method(['text'], compare), otherTypes],
  compareToIgnoreCase: [method(['text'], (text, other) => compare(folded(text), folded(other)))],
  concat: [method(['text'], (text, other) => text + other)],
  contains: [method(['text'], (text, part) => text.includes(part))],
  contentEquals: [method(['text'], (text, other) => text === other)],
  endsWith: [method(['text'], (text, end) => text.endsWith(end))],
  equals: [method(['any'], (text, other) => text === other)],
  equalsIgnoreCase: [method(['any'], (text, other) => typeof other === 'string' && folded(text) === folded(other))],
  hashCode: [method([], hashCode)],
  indexOf: [
    method(['text'], (text, part) => text.indexOf(part)),
    method(['text', 'int'], (text, part, from) => text.indexOf(part, from)),
    method(['int'], (text, code) => text.indexOf(String.fromCodePoint(code))),
  ],
  intern: [method([], (text: string) => text)],
  isEmpty: [method([], (text) => text === '')],
  join: [method(['text', 'collection'], (_, separator, items) => items.map(print).join(separator))],
  lastIndexOf: [
    method(['text'], (text, part) => text.lastIndexOf(part)),
    method(['text', 'int'], lastIndexOf),
    method(['int'], (text, code) => text.lastIndexOf(String.fromCodePoint(code))),
  ],
  length: [method([], (text) => text.length)],
  matches: [method(['text'], javaMatches)],
  replace: [
    method(['text', 'text'], (text, part, replacement) => text.replaceAll(part, () => replacement)),
    method(['char', 'char'], (text, part, replacement) => text.replaceAll(part, () => replacement)),
  ],
  replaceAll: [
    method(['text', 'text'], (text, pattern, replacement) => javaReplace(text, pattern, replacement, 'all')),
  ],
  replaceFirst: [
    method(['text', 'text'], (text, pattern, replacement) => javaReplace(text, pattern, replacement, 'first')),
  ],
  split: [
    method(['text'], (text, pattern) => new JavaArray(javaSplit(text, pattern, 0))),
    method(['text', 'int'], (text, pattern, limit) => new JavaArray(javaSplit(text, pattern, limit))),
  ],
  startsWith: [
    method(['text'], (text, start) => text.startsWith(start)),
    method(['text', 'int'], (text, start, from) => from >= 0 && text.slice(from).startsWith(start)),
  ],
  subSequence: [method(['int', 'int'], slice)],
  substring: [method(['int'], (text, begin) => slice(text, begin)), method(['int', 'int'], slice)],
  toCharArray: [
    method(
      [],
      (text) =>
        new JavaArray(
          text.split('').map((char) => new JavaChar(char)),
          'C',
        ),
    ),
  ],
  toLowerCase: [method([], (text) => text.toLowerCase())],
  toString: [method([], (text: string) => text)],
  toUpperCase: [method([], (text) => text.toUpperCase())],
  trim: [method([], trim)],
  valueOf: [method(['any'], (_, value) => print(value))],
};
