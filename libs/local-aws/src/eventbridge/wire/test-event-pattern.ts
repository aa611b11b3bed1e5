import { nestsDeeper } from '../../kernel/index.ts';
import { invalidParameter } from '../engine/errors.ts';
import type { EventBridge } from '../engine/event-bridge.ts';
import { compilePattern } from '../engine/event-pattern.ts';
import { requiredText, type WireInput } from './input.ts';

const members = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

/** TestEventPattern, to try out a pattern by hand. */
export function testEventPattern(_: EventBridge, input: WireInput): object {
  const pattern = compilePattern(requiredText(input, 'EventPattern'));
  let event: unknown;
  try {
    event = JSON.parse(requiredText(input, 'Event'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event) || nestsDeeper(event, 1000)) {
    throw invalidParameter('Event', 'Event is not valid JSON object.');
  }
  const missing = members.find((name) => !Object.hasOwn(event, name));
  if (missing !== undefined) throw invalidParameter('Event', `${missing} is a required argument.`);
  return { Result: pattern.matches(event) };
}
