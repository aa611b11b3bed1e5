import { HostObject } from './host-object.ts';
import { JavaArray, JavaCollection } from './java-types.ts';
import type { Value } from './value.ts';

/**
 * A property as Velocity finds it: a map's entry, or what Java calls `getName()` or `isName()`; null when there is
 * none.
 */
export function propertyOf(value: Value, name: string): Value {
  if (value instanceof Map) return value.get(name) ?? null;
  if (value instanceof HostObject) return value.definition.property?.(name) ?? null;
  if (name === 'empty') return isEmpty(value);
  return null;
}

function isEmpty(value: Value): boolean | null {
  if (typeof value === 'string' || Array.isArray(value)) return value.length === 0;
  if (value instanceof JavaArray || value instanceof JavaCollection) return value.items.length === 0;
  return null;
}
