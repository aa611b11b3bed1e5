import { listLiteral, mapLiteral, range } from '../expressions/collections.ts';
import type { Expression } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseLimit, parseParameter } from './parse-arguments.ts';

/** Parses `[a, b]`, or the range `[1..3]`. */
export function parseList(cursor: Cursor): Expression | undefined {
  const start = cursor.offset;
  if (!cursor.take(/\[/y)) return undefined;
  if (cursor.take(/\]/y)) return listLiteral('[]', []);
  const limit = parseLimit(cursor);
  if (limit && cursor.take(/\.\./y)) return parseRange(cursor, limit, start);
  cursor.offset = start + 1;
  const items = [parseParameter(cursor)];
  while (cursor.take(/,/y)) items.push(parseParameter(cursor));
  if (cursor.peek(/\.\./y)) throw cursor.error(rangeLimits);
  cursor.expect(']', 'after the items (which cannot be expressions: use #set first)');
  return listLiteral(cursor.source.text.slice(start, cursor.offset), items);
}

const rangeLimits = 'a range goes from a whole number or reference to another, such as [1..$last]';

function parseRange(cursor: Cursor, first: Expression, start: number): Expression {
  const last = parseLimit(cursor);
  if (!last) throw cursor.error(`${rangeLimits}; found ${cursor.found}`);
  cursor.expect(']', `after the range: ${rangeLimits}`);
  return range(cursor.source.text.slice(start, cursor.offset), first, last, cursor.location(start));
}

/** Parses `{"key": value}`. */
export function parseMap(cursor: Cursor): Expression | undefined {
  const start = cursor.offset;
  if (!cursor.take(/\{/y)) return undefined;
  const entries: (readonly [Expression, Expression])[] = [];
  if (!cursor.take(/[ \t\r\n]*\}/y)) {
    do entries.push(parseEntry(cursor));
    while (cursor.take(/,/y));
    cursor.expect('}', 'after the entries of the map');
  }
  return mapLiteral(cursor.source.text.slice(start, cursor.offset), entries);
}

function parseEntry(cursor: Cursor): readonly [Expression, Expression] {
  const key = parseParameter(cursor);
  cursor.expect(':', 'after the key');
  return [key, parseParameter(cursor)];
}
