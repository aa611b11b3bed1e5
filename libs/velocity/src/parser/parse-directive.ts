import { parseBreak } from '../directives/break.ts';
import { parseDefine } from '../directives/define.ts';
import { parseForeach } from '../directives/foreach.ts';
import { parseIf } from '../directives/if.ts';
import { parseStop } from '../directives/stop.ts';
import type { Statement } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { controlWords, stockDirectives } from './directive-names.ts';
import type { Parsed } from './parse-template.ts';
import { isSwallowed } from './swallowed.ts';

/** Each gets the cursor after the directive's name, and where the directive starts. */
const directives: ReadonlyMap<string, (cursor: Cursor, start: number) => Statement> = new Map([
  ['if', parseIf],
  ['foreach', parseForeach],
  ['define', parseDefine],
  ['break', parseBreak],
  ['stop', parseStop],
]);

const directiveName = /#(?:([A-Z_@][\w@]*)|\{([A-Z_][\w@]*)\})/iy;
const restOfLine = /[ \t]*(?:\r\n|\r|\n)/y;

/** Parses what starts with `#`: a directive, the end of a block, or text that only looks like one (`#fff`, `#1`). */
export function parseDirective(cursor: Cursor): Parsed {
  const start = cursor.offset;
  const match = cursor.take(directiveName);
  if (!match) return parseLoneHash(cursor);
  const name = match[1] ?? match[2] ?? '';
  if (name === 'end' || name === 'else') {
    cursor.take(restOfLine);
    return { terminator: name };
  }
  if (name === 'elseif') return { terminator: name };
  const parse = directives.get(name);
  if (parse) return parse(cursor, start);
  if (name === 'set') throw cursor.error('#set needs its parenthesis on the same line: #set($name = value)', start);
  if (stockDirectives.has(name)) throw cursor.error(`the directive #${name} is not supported`, start);
  if (cursor.peek(/[ \t\r\n]*\(/y)) throw cursor.error(`unknown directive #${name}(…); known are #${known}`, start);
  return match[0];
}

const hashNumber = /#-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;

function parseLoneHash(cursor: Cursor): string {
  const number = cursor.take(hashNumber);
  if (number) return number[0];
  cursor.offset += 1;
  if (cursor.atEnd) throw cursor.error('a # cannot be the last character', cursor.offset - 1);
  return isSwallowed(cursor) ? '' : '#';
}

const known = [...controlWords, 'foreach', 'break', 'define'].sort().join(', #');
