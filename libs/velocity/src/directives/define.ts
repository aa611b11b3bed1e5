import type { Statement } from '../nodes.ts';
import type { Cursor } from '../parser/cursor.ts';
import { closeParenthesis, openParenthesis } from '../parser/parse-expression.ts';
import { parseReference } from '../parser/parse-reference.ts';
import { parseBlock } from '../parser/parse-template.ts';
import type { Rendering } from '../rendering.ts';
import { HostObject } from '../values/host-object.ts';

/** How deeply a block may print itself: Velocity's default. */
const maxDepth = 2;

/** `#define($name) … #end`: the block is rendered each time that `$name` is printed. */
export function parseDefine(cursor: Cursor, start: number): Statement {
  openParenthesis(cursor, '#define');
  cursor.skipWhitespace();
  const { root } = parseReference(cursor);
  cursor.skipWhitespace();
  closeParenthesis(cursor, '#define');
  const block = parseBlock(cursor);
  if (block.terminator === 'end of template') throw cursor.error('#define is not closed with #end', start);
  if (block.terminator !== 'end') throw cursor.error(`#${block.terminator} inside #define without #if`, block.end);
  return {
    render(rendering) {
      rendering.variables.set(root, definedBlock(block.statements, rendering));
      return 'normal';
    },
  };
}

function definedBlock(statements: readonly Statement[], rendering: Rendering): HostObject {
  let depth = 0;
  return new HostObject({
    typeName: 'Block',
    print: () => {
      if (depth >= maxDepth) return null;
      depth += 1;
      try {
        return rendering.capture(statements);
      } finally {
        depth -= 1;
      }
    },
  });
}
