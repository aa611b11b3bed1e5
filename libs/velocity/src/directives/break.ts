import type { Statement } from '../nodes.ts';

const breakStatement: Statement = { render: () => 'break' };

/** `#break`: leaves the innermost `#foreach`, or, outside of one, the template. */
export function parseBreak(): Statement {
  return breakStatement;
}
