import { HostObject } from './host-object.ts';
import { JavaArray, JavaCollection } from './java-types.ts';
import type { Value } from './value.ts';

/**
 * What `#foreach` walks over: items, or a map's values, as they are when the loop starts;
 * undefined when the value has nothing to walk over.
 */
export function iterate(value: Value): Iterator<Value> | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return value.slice()[Symbol.iterator]();
  if (value instanceof JavaArray || value instanceof JavaCollection) return value.items.slice()[Symbol.iterator]();
  if (value instanceof Map) return Array.from(value.values())[Symbol.iterator]();
  return value instanceof HostObject ? value.definition.iterate?.() : undefined;
}
