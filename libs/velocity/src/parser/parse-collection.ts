import { listLiteral, mapLiteral, range } from '../expressions/collections.ts';
import type { Expression } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseParameter } from './parse-arguments.ts';

/** Parses `[a, b]`, or the range `[1..3]`. */
export function parseList(cursor: Cursor): Expression | undefined {
  const start = cursor.offset;
  if (!cursor.take(/\[/y)) return undefined;
  if (cursor.take(/\]/y)) return listLiteral('[]', []);
  const items = [parseParameter(cursor)];
  const isRange = cursor.take(/\.\./y) !== undefined;
  if (isRange) items.push(parseParameter(cursor));
  else while (cursor.take(/,/y)) items.push(parseParameter(cursor));
  cursor.expect(']', isRange ? 'after the range' : 'after the items (which can not be calculated: use #set first)');
  const source = cursor.source.text.slice(start, cursor.offset);
  const [first, last] = items;
  return isRange && first && last ? range(source, first, last, cursor.location(start)) : listLiteral(source, items);
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
