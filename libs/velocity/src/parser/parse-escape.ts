import type { Cursor } from './cursor.ts';
import { controlWords, stockDirectives } from './directive-names.ts';
import { parseReferenceStatement } from './parse-reference.ts';
import type { Parsed } from './parse-template.ts';

const word = String.raw`(?:([A-Z_@][\w@]*)|\{([A-Z_][\w@]*)\})`;
const escapedDirective = new RegExp(String.raw`((?:\\\\)*)\\(#${word})`, 'iy');
const doubleEscapes = /(?:\\\\)+(?=#)/y;
const directiveAhead = new RegExp(`#${word}`, 'iy');

/** A backslash is an escape only before a reference or a directive; elsewhere it is text. */
export function parseEscape(cursor: Cursor): Parsed {
  if (cursor.peek(/\\+\$/y)) return parseReferenceStatement(cursor);
  const escaped = cursor.take(escapedDirective);
  if (escaped) return escapedDirectiveText(escaped);
  const doubles = cursor.take(doubleEscapes);
  if (doubles) return isDirectiveNext(cursor) ? doubles[0].slice(doubles[0].length / 2) : doubles[0];
  cursor.offset += 1;
  return '\\';
}

function escapedDirectiveText(match: RegExpExecArray): string {
  const [whole, doubles = '', directive = ''] = match;
  const name = match[3] ?? match[4] ?? '';
  const known = stockDirectives.has(name) || (controlWords.has(name) && name !== 'stop');
  return known ? doubles.slice(doubles.length / 2) + directive : whole;
}

function isDirectiveNext(cursor: Cursor): boolean {
  const match = cursor.peek(directiveAhead);
  if (!match) return false;
  const [, bare, braced] = match;
  if (bare !== undefined && stockDirectives.has(bare)) return true;
  const name = bare ?? braced ?? '';
  return controlWords.has(name) && name !== 'set';
}
