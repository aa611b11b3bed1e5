import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import { maxResponseBytes } from './outcome.ts';
import type { EnvironmentMessage } from './runtime/messages.ts';

/** Answers are the longest; as text within text they grow, but not to this. */
export const maxMessageLength = 16_777_216;

/**
 * A message of an environment, which runs the function's code and so may send anything.
 * @returns nothing for what is none
 */
export function readMessage(line: string): EnvironmentMessage | undefined {
  const message = parse(line);
  if (!isJsonObject(message)) return undefined;
  const { type, text, payload } = message;
  switch (type) {
    case 'ready':
      return { type };
    case 'log':
    case 'output':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'returned':
      return isAnswer(payload, () => true) ? { type, payload } : undefined;
    case 'failed':
      return isAnswer(payload, isJsonObject) ? { type, payload } : undefined;
    default:
      return undefined;
  }
}

/** What is too large to be an answer has been cut, and is looked at no further. */
function isAnswer(payload: unknown, isRight: (value: JsonValue) => boolean): payload is string {
  if (typeof payload !== 'string') return false;
  if (payload.length > maxResponseBytes) return true;
  const value = parse(payload);
  return value !== undefined && isRight(value);
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}
