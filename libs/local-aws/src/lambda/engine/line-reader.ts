/** Splits text that arrives in pieces into lines. */
export class LineReader {
  readonly #maxLength: number;
  #parts: string[] = [];
  #length = 0;

  /** @param maxLength a longer line is returned in pieces */
  constructor(maxLength = Infinity) {
    this.#maxLength = maxLength;
  }

  /** Adds a piece of text; returns the lines that it completes. */
  push(text: string): string[] {
    const [head = '', ...others] = text.split('\n');
    const lines: string[] = [];
    this.#add(head, lines);
    for (const other of others) {
      lines.push(this.#take());
      this.#add(other, lines);
    }
    return lines;
  }

  /** Returns the incomplete last line, if any. */
  flush(): string[] {
    return this.#length === 0 ? [] : [this.#take()];
  }

  #add(part: string, lines: string[]): void {
    let rest = part;
    while (this.#length + rest.length > this.#maxLength) {
      const fits = this.#maxLength - this.#length;
      this.#parts.push(rest.slice(0, fits));
      rest = rest.slice(fits);
      lines.push(this.#take());
    }
    if (rest === '') return;
    this.#parts.push(rest);
    this.#length += rest.length;
  }

  #take(): string {
    const line = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
