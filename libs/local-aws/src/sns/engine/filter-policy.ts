import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { compilePattern, type Pattern } from '../../patterns/index.ts';
import type { MessageAttribute, MessageAttributes } from './message.ts';

export type FilterPolicyScope = 'MessageAttributes' | 'MessageBody';

/** Decides which messages a subscription receives. */
export interface FilterPolicy {
  readonly scope: FilterPolicyScope;
  /** As JSON. */
  readonly text: string;
  readonly pattern: Pattern;
}

/** A filter policy that SNS rejects; the message is the reason. */
export class FilterPolicyError extends Error {
  override readonly name = 'FilterPolicyError';
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const maxKeys = 5;

/**
 * @param text a JSON object; an empty one accepts everything
 * @throws FilterPolicyError, InvalidPatternError
 */
export function compileFilterPolicy(text: string, scope: FilterPolicyScope): FilterPolicy | undefined {
  const policy = parsePolicy(text);
  if (Object.keys(policy).length === 0) return undefined;
  if (scope === 'MessageAttributes' && Object.values(policy).some(isJsonObject)) {
    throw new FilterPolicyError('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  if (countKeys(policy) > maxKeys) throw new FilterPolicyError('Filter policy can not have more than 5 keys');
  return { scope, text, pattern: compilePattern(text) };
}

function parsePolicy(text: string): JsonObject {
  try {
    const parsed = JSON.parse(text) as JsonValue;
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Reported below.
  }
  throw new FilterPolicyError('failed to parse JSON. It must be an object');
}

function countKeys(policy: JsonObject): number {
  return Object.values(policy).reduce((sum: number, value) => sum + (isJsonObject(value) ? countKeys(value) : 1), 0);
}

/** Whether a message passes, by its attributes or by its text, which must then be a JSON object. */
export function passes(
  policy: FilterPolicy | undefined,
  { text, attributes }: { readonly text: string; readonly attributes: MessageAttributes },
): boolean {
  if (!policy) return true;
  if (policy.scope === 'MessageAttributes') return policy.pattern.matches(valuesOf(attributes));
  try {
    const body = JSON.parse(text) as JsonValue;
    return isJsonObject(body) && policy.pattern.matches(body);
  } catch {
    return false;
  }
}

/** The attributes in the form that patterns compare. Binary attributes are not used for filtering. */
function valuesOf(attributes: MessageAttributes): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const value = valueOf(attribute);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueOf({ dataType, value }: MessageAttribute): JsonValue | undefined {
  if (dataType.startsWith('Binary')) return undefined;
  if (dataType.startsWith('Number')) return Number(value);
  if (dataType !== 'String.Array') return value;
  try {
    const list = JSON.parse(value) as JsonValue;
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}
