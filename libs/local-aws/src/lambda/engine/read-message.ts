import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import { maxResponseBytes } from './outcome.ts';
import type { EnvironmentMessage } from './runtime/messages.ts';

/** Responses are the longest messages; escaped in JSON they grow, but not to this length. */
export const maxMessageLength = 16_777_216;

/**
 * Reads a message from an environment, which runs the function's code and so may send anything.
 * @returns undefined if it is not a valid message
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

/** A payload that exceeds the maximum response size has been truncated and is not checked any further. */
function isAnswer(payload: unknown, isValid: (value: JsonValue) => boolean): payload is string {
  if (typeof payload !== 'string') return false;
  if (payload.length > maxResponseBytes) return true;
  const value = parse(payload);
  return value !== undefined && isValid(value);
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}
