import { isNumeric, JavaArray, JavaCollection, print, type Value } from '@jobs/velocity';

/** A value as compact JSON. */
export function toJsonText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return print(value);
  if (Array.isArray(value)) return listText(value);
  if (value instanceof JavaArray || value instanceof JavaCollection) return listText(value.items);
  if (value instanceof Map) {
    return `{${Array.from(value, ([key, entry]) => `${JSON.stringify(print(key))}:${toJsonText(entry)}`).join(',')}}`;
  }
  return JSON.stringify(print(value));
}

const listText = (items: readonly Value[]) => `[${items.map(toJsonText).join(',')}]`;
