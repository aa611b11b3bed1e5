import { EventBridgeError } from '../errors.ts';
import type { Position } from './located-json.ts';

/** An event pattern that is refused, in the words and with the place that AWS gives (docs/facts/c.md#c38). */
export function invalidPattern(reason: string, at?: Position): EventBridgeError {
  const place = at ? `\n at [Source: (String)"${at.source}"; line: ${at.line}, column: ${at.column}]` : '';
  return new EventBridgeError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}${place}`);
}
