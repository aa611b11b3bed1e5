import { type Expression, renderBlock, type Statement } from '../nodes.ts';
import type { Cursor } from '../parser/cursor.ts';
import { closeParenthesis, openParenthesis, parseExpression } from '../parser/parse-expression.ts';
import { parseBlock } from '../parser/parse-template.ts';

interface Branch {
  readonly condition: Expression;
  readonly statements: readonly Statement[];
}

/** `#if(…) … #elseif(…) … #else … #end` */
export function parseIf(cursor: Cursor, start: number): Statement {
  const branches: Branch[] = [];
  let otherwise: readonly Statement[] = [];
  let open: 'if' | 'elseif' | 'else' = 'if';
  while (open !== 'else') {
    const condition = parseCondition(cursor, open);
    const block = parseBlock(cursor);
    branches.push({ condition, statements: block.statements });
    if (block.terminator === 'end of template') throw cursor.error('#if is not closed with #end', start);
    if (block.terminator === 'end') return ifStatement(branches, otherwise);
    open = block.terminator;
  }
  const block = parseBlock(cursor);
  if (block.terminator === 'end of template') throw cursor.error('#if is not closed with #end', start);
  if (block.terminator !== 'end') throw cursor.error(`#${block.terminator} after #else`, block.end);
  otherwise = block.statements;
  return ifStatement(branches, otherwise);
}

function parseCondition(cursor: Cursor, directive: string): Expression {
  openParenthesis(cursor, `#${directive}`);
  const condition = parseExpression(cursor);
  closeParenthesis(cursor, `#${directive}`);
  return condition;
}

function ifStatement(branches: readonly Branch[], otherwise: readonly Statement[]): Statement {
  return {
    render(rendering) {
      const taken = branches.find(({ condition }) => condition.truth(rendering));
      return renderBlock(taken ? taken.statements : otherwise, rendering);
    },
  };
}
