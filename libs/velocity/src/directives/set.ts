import type { Statement } from '../nodes.ts';
import type { Cursor } from '../parser/cursor.ts';
import { closeParenthesis, parseExpression } from '../parser/parse-expression.ts';
import { parseReference } from '../parser/parse-reference.ts';

/** `#set($name = value)`, from after the parenthesis. A value that is null changes nothing. */
export function parseSet(cursor: Cursor, start: number): Statement {
  cursor.skipWhitespace();
  const target = parseReference(cursor);
  cursor.skipWhitespace();
  if (!cursor.take(/=(?!=)/y))
    throw cursor.error(`#set needs "=" after ${target.source}, found ${cursor.found}`, start);
  const expression = parseExpression(cursor);
  closeParenthesis(cursor, '#set');
  return {
    render(rendering) {
      const value = expression.value(rendering);
      if (value !== null) target.assign(rendering, value);
      return 'normal';
    },
  };
}
