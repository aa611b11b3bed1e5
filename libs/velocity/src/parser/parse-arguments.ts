import { nothing, truthLiteral } from '../expressions/literals.ts';
import type { Expression } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseList, parseMap } from './parse-collection.ts';
import { integerLiteral, parseNumber } from './parse-number.ts';
import { parseReference } from './parse-reference.ts';
import { parseString } from './parse-string.ts';

/** Parses a method's arguments after the `(`, including the `)`. They are literals and references, not arithmetic. */
export function parseArguments(cursor: Cursor): Expression[] {
  const parameters: Expression[] = [];
  if (cursor.take(/\)/y)) return parameters;
  do parameters.push(parseArgument(cursor));
  while (cursor.take(/,/y));
  cursor.expect(')', 'after the arguments (which cannot be expressions: use #set first)');
  return parameters;
}

/** Parses a literal or a reference: an argument, an item of a list, a key or value of a map. */
export function parseParameter(cursor: Cursor): Expression {
  cursor.skipWhitespace();
  const parameter = parseSimple(cursor);
  cursor.skipWhitespace();
  if (!parameter) throw cursor.error(`expected a literal or a reference, found ${cursor.found}`);
  return parameter;
}

/** Parses the limit of a range, an integer or a reference; undefined when something else stands here. */
export function parseLimit(cursor: Cursor): Expression | undefined {
  cursor.skipWhitespace();
  const limit = isAtReference(cursor) ? parseReference(cursor) : integerLiteral(cursor);
  cursor.skipWhitespace();
  return limit;
}

/** Parses what stands between brackets after a reference, up to and including the `]`. */
export function parseIndexArgument(cursor: Cursor): Expression {
  cursor.skipWhitespace();
  const index = parseString(cursor) ?? integerLiteral(cursor) ?? parseTruth(cursor) ?? parseReference(cursor);
  cursor.skipWhitespace();
  cursor.expect(']', 'after the index');
  return index;
}

/** Parses a literal or a reference without the blanks around it; undefined when neither stands here. */
export function parseSimple(cursor: Cursor): Expression | undefined {
  if (isAtReference(cursor)) return parseReference(cursor);
  return parseString(cursor) ?? parseNumber(cursor) ?? parseList(cursor) ?? parseMap(cursor) ?? parseTruth(cursor);
}

const isAtReference = ({ char }: Cursor): boolean => char === '$' || char === '\\';

const anotherWord = /[A-Z_][\w-]*/iy;

function parseArgument(cursor: Cursor): Expression {
  cursor.skipWhitespace();
  // Velocity takes a bare word such as `null` for a reference that is never set.
  const word = parseTruth(cursor) ?? (cursor.take(anotherWord) && nothing);
  if (!word) return parseParameter(cursor);
  cursor.skipWhitespace();
  return word;
}

function parseTruth(cursor: Cursor): Expression | undefined {
  const word = cursor.take(/(?:true|false)(?![\w@-])/y)?.[0];
  return word === undefined ? undefined : truthLiteral(word === 'true');
}
