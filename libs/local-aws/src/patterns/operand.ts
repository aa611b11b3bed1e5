import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';

/** @throws InvalidPatternError in AWS's words, when the operand of a match expression is not a string */
export function stringOf(value: LocatedValue, reason: string): string {
  if (value.kind !== 'string') throw invalidPattern(reason, value.begun);
  return value.value;
}
