import type { JsonValue } from '../kernel/index.ts';

/**
 * Fills a template. In a JSON template, a placeholder stands for a JSON value; inside quotes, and in a
 * text template, for plain text (docs/facts/c.md#c31, #c32).
 * @param placeholder a regular expression, without capturing groups, for the text between `<` and `>`
 * @param valueOf the value of a placeholder; one without a value is empty
 */
export function fillTemplate(
  template: string,
  placeholder: string,
  valueOf: (name: string) => JsonValue | undefined,
): string {
  const isText = template.trimStart().startsWith('"');
  let insideQuotes = false;
  return template.replace(new RegExp(`\\\\.|"|<(${placeholder})>`, 'gs'), (found, name?: string) => {
    if (name === undefined) {
      if (found === '"') insideQuotes = !insideQuotes;
      return found;
    }
    const value = valueOf(name);
    if (isText) return value === undefined ? '' : plainText(value);
    if (insideQuotes) return value === undefined ? '' : JSON.stringify(plainText(value)).slice(1, -1);
    return JSON.stringify(value ?? '');
  });
}

/** A value in a text: objects and lists lose the quotes of all names and strings (docs/facts/c.md#c32). */
function plainText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(plainText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}:${plainText(each)}`)
    .join(',')}}`;
}
