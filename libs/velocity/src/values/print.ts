import { HostObject } from './host-object.ts';
import { JavaDouble } from './java-double.ts';
import { JavaArray, JavaChar, JavaCollection, PrintedList, PrintedMap } from './java-types.ts';
import type { Value } from './value.ts';

/** A value as Java's `toString` (or `String.valueOf`, for null) prints it. */
export function print(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JavaDouble) return value.toString();
  if (value instanceof JavaChar) return value.value;
  if (value instanceof PrintedList || value instanceof PrintedMap) return value.print();
  if (Array.isArray(value)) return printItems(value, value);
  if (value instanceof JavaCollection) return printItems(value.items, value);
  // A Java array prints its type and a hash code that differs from run to run.
  if (value instanceof JavaArray) return `[${value.componentName}@0`;
  if (value instanceof HostObject) return printHost(value);
  const entries = Array.from(value, ([key, entry]) => `${print(key)}=${entry === value ? '(this Map)' : print(entry)}`);
  return `{${entries.join(', ')}}`;
}

function printItems(items: readonly Value[], owner: Value): string {
  return `[${items.map((item) => (item === owner ? '(this Collection)' : print(item))).join(', ')}]`;
}

function printHost({ definition }: HostObject): string {
  return definition.print ? String(definition.print()) : definition.typeName;
}
