import { isNumeric, JavaArray, JavaCollection, print, type Value } from '@jobs/velocity';

/** A value as compact JSON, as json-smart prints it: invisible characters are escaped, and infinity is null. */
export function toJsonText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return numberText(print(value));
  if (Array.isArray(value)) return listText(value);
  if (value instanceof JavaArray || value instanceof JavaCollection) return listText(value.items);
  if (value instanceof Map) {
    return `{${Array.from(value, ([key, entry]) => `${quoted(print(key))}:${toJsonText(entry)}`).join(',')}}`;
  }
  return quoted(print(value));
}

const numberText = (printed: string) => (/\d/.test(printed) ? printed : 'null');
const listText = (items: readonly Value[]) => `[${items.map(toJsonText).join(',')}]`;

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** json-smart leaves lone surrogates as they are; here they are escaped, so that they are not lost. */
const escaped = /["\\\p{Surrogate}\p{Control}\u2000-\u20ff]/gu;

function quoted(text: string): string {
  return `"${text.replaceAll(escaped, (char) => named[char] ?? escapedUnit(char))}"`;
}

const escapedUnit = (char: string) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
