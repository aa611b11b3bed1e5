import { PropertyStep } from '../expressions/steps.ts';
import type { Cursor } from './cursor.ts';
import { parseSteps } from './parse-reference.ts';

const word = /[A-Z_][\w-]*/iy;
const dot = /\.(?=[A-Z])/iy;
const bracedWord = /\{(?:\\*\$(?:\\*!)?)*[A-Z_][\w-]*/iy;

/**
 * What follows a reference that the lexer has not left is still read as a part of it: a word loses all that would
 * make it a reference (`$x.get("a")px.5` prints `px`), and so does a name in braces (`$x{y}` prints `{`). After a
 * property, `##` is text instead of a comment. Undefined when nothing of that kind comes next.
 */
export function parseReferenceTail(cursor: Cursor): string | undefined {
  const { openReferences } = cursor;
  if (openReferences.last === 'property' && cursor.take(/##/y)) {
    openReferences.leave();
    return '##';
  }
  const start = cursor.offset;
  if (cursor.take(bracedWord)) {
    parseSteps(cursor);
    cursor.expect('}', 'because the name in braces directly follows a reference; write ${…} around the reference');
    return '{';
  }
  const brace = cursor.take(/[{}]/y)?.[0];
  if (brace === '}') openReferences.leave();
  if (brace !== undefined) return brace;
  if (cursor.take(dot)) {
    openReferences.enterProperty();
    return '.';
  }
  refuseBracket(cursor);
  const tail = cursor.take(word)?.[0];
  if (tail === 'true' || tail === 'false')
    throw cursor.error(`"${tail}" cannot come directly after a reference`, start);
  if (tail !== undefined && parseSteps(cursor).at(-1) instanceof PropertyStep) openReferences.enterProperty();
  return tail;
}

function refuseBracket(cursor: Cursor): void {
  const bracket = cursor.peek(cursor.openReferences.takesParenthesis ? /[([]/y : /\[/y)?.[0];
  if (bracket === undefined) return;
  throw cursor.error(`"${bracket}" cannot follow a reference without braces; write \${…} around the reference`);
}
