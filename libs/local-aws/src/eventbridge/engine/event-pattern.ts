import { compilePattern as compile, InvalidPatternError, type Pattern } from '../../patterns/index.ts';
import { EventBridgeError } from './errors.ts';

export type EventPattern = Pattern;

/**
 * Compiles an event pattern.
 * @param pattern the pattern as an object, or as JSON text
 * @throws EventBridgeError `InvalidEventPatternException`, with the reason and the position (docs/facts/c.md#c38)
 */
export function compilePattern(pattern: object | string): EventPattern {
  try {
    return compile(pattern);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw new EventBridgeError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
}
