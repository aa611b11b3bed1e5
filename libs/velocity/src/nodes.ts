import type { Rendering } from './rendering.ts';
import type { Value } from './values/value.ts';

/** How a statement ended: `break` leaves the innermost loop, `stop` the template. */
export type Completion = 'normal' | 'break' | 'stop';

/** Something that writes to the output, or acts on the variables. */
export interface Statement {
  render(rendering: Rendering): Completion;
}

/** Something that has a value. */
export interface Expression {
  /** As written in the template. */
  readonly source: string;
  value(rendering: Rendering): Value;
  /** Whether a condition takes it as true; only references, literals `true`/`false`, comparisons and logic can be. */
  truth(rendering: Rendering): boolean;
}

/** Renders statements in order until one ends the block. */
export function renderBlock(statements: readonly Statement[], rendering: Rendering): Completion {
  for (const statement of statements) {
    const completion = statement.render(rendering);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

/** Text that stands for itself. */
export function text(content: string): Statement {
  return {
    render(rendering) {
      rendering.output += content;
      return 'normal';
    },
  };
}
