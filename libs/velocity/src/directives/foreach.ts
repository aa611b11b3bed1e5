import { type Completion, type Expression, renderBlock, type Statement } from '../nodes.ts';
import type { Cursor } from '../parser/cursor.ts';
import { parseParameter } from '../parser/parse-arguments.ts';
import { closeParenthesis, openParenthesis } from '../parser/parse-expression.ts';
import { parseReference } from '../parser/parse-reference.ts';
import { parseBlock } from '../parser/parse-template.ts';
import type { Rendering } from '../rendering.ts';
import { iterate } from '../values/iterate.ts';
import type { Value } from '../values/value.ts';
import { LoopState } from './loop-state.ts';

interface Loop {
  readonly variable: string;
  readonly list: Expression;
  readonly body: readonly Statement[];
}

/** `#foreach($item in $list) … #end` */
export function parseForeach(cursor: Cursor, start: number): Statement {
  openParenthesis(cursor, '#foreach');
  cursor.skipWhitespace();
  const variable = parseReference(cursor).root;
  // Velocity takes any word here.
  if (!cursor.take(/[ \t\r\n]+[A-Z_@][\w@]*/iy)) {
    throw cursor.error(`#foreach needs "in" after $${variable}, found ${cursor.found}`);
  }
  const list = parseParameter(cursor);
  closeParenthesis(cursor, '#foreach');
  const block = parseBlock(cursor);
  if (block.terminator === 'end of template') throw cursor.error('#foreach is not closed with #end', start);
  if (block.terminator !== 'end') throw cursor.error(`#${block.terminator} inside #foreach without #if`, block.end);
  const loop: Loop = { variable, list, body: block.statements };
  return { render: (rendering) => renderLoop(loop, rendering) };
}

// The counters that Velocity 1 sets in addition to $foreach.
const counterName = 'velocityCount';
const hasNextName = 'velocityHasNext';

function renderLoop(loop: Loop, rendering: Rendering): Completion {
  const items = iterate(loop.list.value(rendering));
  if (!items) return 'normal';
  const { variables } = rendering;
  const outer = [loop.variable, counterName, hasNextName, 'foreach'].map(
    (name) => [name, variables.get(name)] as const,
  );
  const completion = renderIterations(loop, items, rendering);
  for (const [name, value] of outer) {
    if (value === undefined || value === null) variables.delete(name);
    else variables.set(name, value);
  }
  return completion;
}

function renderIterations(loop: Loop, items: Iterator<Value>, rendering: Rendering): Completion {
  const { variables, hooks } = rendering;
  const state = new LoopState(variables.get('foreach'));
  variables.set('foreach', state.host);
  for (let item = items.next(); item.done !== true && state.index + 1 < hooks.maxLoops;) {
    const next = items.next();
    state.index += 1;
    state.hasNext = next.done !== true;
    variables.set(counterName, state.index + 1);
    variables.set(hasNextName, state.hasNext);
    variables.set(loop.variable, item.value);
    const completion = renderBlock(loop.body, rendering);
    if (completion === 'break') return 'normal';
    if (completion === 'stop') return 'stop';
    item = next;
  }
  return 'normal';
}
