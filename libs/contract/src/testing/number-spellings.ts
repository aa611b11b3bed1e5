/** Ways to write a number in JSON that some readers distinguish. */
const spellings: readonly ((number: number) => string)[] = [
  (number) => `${number}.0`,
  (number) => `${number}e0`,
  (number) => `${number}.00E+0`,
  (number) => `${number}.00000000000000000001`,
  (number) => `${number || 1}00000000000000000000000`,
];

const mark = '\u0001';

/** A document as JSON text, and again with all integers in each notation. */
export function spelledTexts(document: unknown): string[] {
  const text = JSON.stringify(document);
  const marked = JSON.stringify(document, (_name, value: unknown) =>
    Number.isSafeInteger(value) ? `${mark}${String(value)}` : value,
  );
  const number = new RegExp(`"${JSON.stringify(mark).slice(1, -1).replace('\\', '\\\\')}(-?\\d+)"`, 'g');
  const spelled = spellings.map((spell) => marked.replace(number, (_match, digits: string) => spell(Number(digits))));
  return [...new Set([text, ...spelled])];
}
