const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * `$util.escapeJavaScript`, as in Apache Commons: also escapes `'` (docs/facts/a.md#a66), `/` and all characters that
 * are not ASCII (docs/facts/a.md#a67). `\'` is not valid in JSON, so a template has to undo it with
 * `.replaceAll("\\'", "'")`.
 */
export function escapeJavaScript(text: string): string {
  return text.replaceAll(/["'\\/]|[^\x20-\x7f]/g, (char) => escapeCodeUnits(char));
}

function escapeCodeUnits(char: string): string {
  return named[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
