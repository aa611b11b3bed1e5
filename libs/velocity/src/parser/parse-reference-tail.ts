import type { Reference } from '../expressions/reference.ts';
import type { Cursor } from './cursor.ts';
import { parseSteps } from './parse-reference.ts';

const word = /[A-Z_][\w-]*/iy;
const bracedWord = /\{(?:\\*\$(?:\\*!)?)*[A-Z_][\w-]*/iy;

/**
 * What stands directly behind a reference without braces is still read as a part of it: a word behind a `)` or `]` loses
 * all that would make it a reference (`$x.get("a")px.5` prints `px`), and so does a name in braces (`$x{y}` prints `{`).
 * Behind a property, `##` is text instead of a comment. Undefined when nothing of that kind comes next.
 */
export function parseReferenceTail(cursor: Cursor, reference: Reference): string | undefined {
  if (reference.endsInProperty && cursor.take(/##/y)) return '##';
  const start = cursor.offset;
  if (cursor.take(bracedWord)) {
    parseSteps(cursor);
    cursor.expect('}', 'because the name in braces stands directly behind a reference; write ${…} around that');
    return '{';
  }
  const brace = cursor.take(/[{}]/y);
  if (brace) return brace[0];
  const tail = cursor.take(word)?.[0];
  if (tail === 'true' || tail === 'false')
    throw cursor.error(`"${tail}" can not stand directly behind a reference`, start);
  if (tail !== undefined) parseSteps(cursor);
  return tail;
}
