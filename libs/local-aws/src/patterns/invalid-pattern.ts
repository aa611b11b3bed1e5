import type { Position } from './located-json.ts';

/** A rejected pattern; the message is the reason and the position in the text, in AWS's words. */
export class InvalidPatternError extends Error {
  override readonly name = 'InvalidPatternError';
}

/** A rejected pattern, with the position as AWS reports it (docs/facts/c.md#c38). */
export function invalidPattern(reason: string, at?: Position): InvalidPatternError {
  const place = at ? `\n at [Source: (String)"${at.source}"; line: ${at.line}, column: ${at.column}]` : '';
  return new InvalidPatternError(`${reason}${place}`);
}
