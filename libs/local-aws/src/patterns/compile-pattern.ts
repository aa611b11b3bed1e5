import type { JsonObject } from '../kernel/index.ts';
import { extendBranches } from './branches.ts';
import { flatten } from './flatten.ts';
import { invalidPattern } from './invalid-pattern.ts';
import { parseLocated } from './located-json.ts';
import { matchesBranch } from './match-branch.ts';

/** A compiled pattern of EventBridge, or filter policy of SNS. */
export interface Pattern {
  /** The pattern as JSON text, as in descriptions (docs/facts/c.md#c2). */
  readonly text: string;
  matches(event: object): boolean;
}

/**
 * Compiles an event pattern: nested fields, each with a list of values or match expressions, and `$or`.
 * @param pattern the pattern as an object, or as JSON text
 * @throws InvalidPatternError with the reason and the position (docs/facts/c.md#c38)
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compilePattern(pattern: object | string): Pattern {
  const text = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
  const root = parseLocated(text);
  if (root.kind !== 'object') throw invalidPattern('Filter is not an object', root.begun);
  const branches = extendBranches([new Map()], root);
  return {
    text,
    matches: (event) => {
      const values = flatten(event as JsonObject);
      return branches.some((branch) => matchesBranch(branch, values));
    },
  };
}
