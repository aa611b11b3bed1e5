/** A Markdown table. The first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruler = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, ruler, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** An amount in dollars and cents, or in whole dollars from 100 dollars. */
export function dollars(usd: number): string {
  const digits = usd >= 100 ? 0 : 2;
  return usd.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A number rounded to three significant digits. */
export function rounded(number: number): string {
  return Number(number.toPrecision(3)).toLocaleString('en-US');
}
