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
 * `$util.escapeJavaScript`, in the manner of Apache Commons: also `'` (docs/facts/a.md#a66), `/` and all that is not
 * ASCII (docs/facts/a.md#a67).
 * `\'` is not legal in JSON, so that a template has to undo it with `.replaceAll("\\'", "'")`.
 */
export function escapeJavaScript(text: string): string {
  return text.replaceAll(/["'\\/]|[^\x20-\x7f]/g, (char) => escapeCodeUnits(char));
}

function escapeCodeUnits(char: string): string {
  return named[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
