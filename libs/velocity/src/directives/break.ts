import type { Statement } from '../nodes.ts';

const breakStatement: Statement = { render: () => 'break' };

/** `#break`: leaves the innermost `#foreach`, or the template outside of one. */
export function parseBreak(): Statement {
  return breakStatement;
}
