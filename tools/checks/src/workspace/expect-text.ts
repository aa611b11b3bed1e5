/**
 * Prints a text that matches the expected pattern.
 * @throws Error when the text does not match
 */
export function expectText(what: string, text: string, wanted: RegExp): void {
  if (!wanted.test(text)) throw new Error(`${what}: expected ${String(wanted)}, got: ${text}`);
  process.stdout.write(`ok  ${what}: ${text.trim()}\n`);
}
