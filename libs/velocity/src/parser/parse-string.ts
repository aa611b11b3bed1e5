import { interpolated, literal } from '../expressions/literals.ts';
import type { Expression } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseTemplate } from './parse-template.ts';
import { Source } from './source.ts';

const doubleQuoted = /"(?:[^"]|"")*"/y;
const singleQuoted = /'(?:[^']|'')*'/y;

/**
 * Parses a string literal. A quote is written by doubling it; a backslash is a character like any other, except before
 * `u` and four hexadecimal digits between double quotes. Between double quotes, the text is a template.
 */
export function parseString(cursor: Cursor): Expression | undefined {
  const start = cursor.offset;
  const single = cursor.take(singleQuoted)?.[0];
  if (single !== undefined) return literal(single, single.slice(1, -1).replaceAll("''", "'"));
  const double = cursor.take(doubleQuoted)?.[0];
  if (double === undefined) {
    if (cursor.char === '"' || cursor.char === "'") throw cursor.error('a string is not closed');
    return undefined;
  }
  const content = unescapeUnicode(double.slice(1, -1)).replaceAll('""', '"');
  if (!/[$#]/.test(double)) return literal(double, content);
  return parseInterpolated(cursor, double, content, start);
}

function parseInterpolated(cursor: Cursor, image: string, content: string, start: number): Expression {
  // The blank keeps a $ or # at the end from being an error; Velocity leaves it out when the text has a line comment.
  const padding = content.includes('##') ? '' : ' ';
  const statements = parseTemplate(new Source(cursor.source.name, content + padding, cursor.source.lineAt(start)));
  return interpolated(image, statements, padding.length);
}

function unescapeUnicode(content: string): string {
  return content.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
