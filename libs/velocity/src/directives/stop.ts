import type { Statement } from '../nodes.ts';

const stopStatement: Statement = { render: () => 'stop' };

/** `#stop`: ends the template; what it printed before stays. */
export function parseStop(): Statement {
  return stopStatement;
}
