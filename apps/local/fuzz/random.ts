/** Random values that depend on a seed alone. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995;
  }

  /** An integer from 0 to `end` - 1 (mulberry32). */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * end);
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number] {
    return items[this.below(items.length)];
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** Characters of all kinds: plain, special to HTTP, JSON, paths and templates, controls, and non-ASCII. */
  text(longest: number): string {
    return Array.from({ length: this.below(longest + 1) }, () => this.pick(characters)).join('');
  }
}

const characters = [
  ...[
    'a',
    'Z',
    '0',
    ' ',
    '"',
    "'",
    '\\',
    '/',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '$',
    '#',
    '%',
    '&',
    '=',
    '?',
    '+',
    ':',
    ';',
  ],
  ...[',', '<', '>', '|', '*', '.', '..', '~', '!', '@', '-', '_', '\0', '\t', '\r', '\n', '\u007f', '\u00e9'],
  ...[
    '\u2028',
    '\ufeff',
    '\ufffd',
    '\ud800',
    '\u{1f600}',
    '%00',
    '%2e%2e',
    '%zz',
    '%c0%af',
    '${',
    '$!',
    '#set(',
    '#end',
  ],
] as [string, ...string[]];
