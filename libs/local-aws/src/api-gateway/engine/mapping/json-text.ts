import { JavaDouble, type Value } from '@jobs/velocity';
import { JsonList } from './json-list.ts';

/** A text that is not JSON. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

const maxDepth = 1000;

/**
 * Parses JSON into the values of templates: whole numbers and fractions stay apart, keys keep their order.
 * @throws JsonTextError when the text is not JSON, or is nested deeper than 1000 levels
 */
export function parseJsonText(text: string): Value {
  return new JsonReader(text).readDocument();
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): Value {
    const value = this.#readValue();
    if (this.#at < this.#text.length) throw this.#error('the end of the text');
    return value;
  }

  #readValue(): Value {
    this.#skipBlanks();
    const value = this.#readBare();
    this.#skipBlanks();
    return value;
  }

  #readBare(): Value {
    switch (this.#text.charAt(this.#at)) {
      case '{':
        return this.#nested(() => this.#readObject());
      case '[':
        return this.#nested(() => this.#readArray());
      case '"':
        return this.#readString();
      default:
        return this.#readWordOrNumber();
    }
  }

  #nested<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#error(`at most ${maxDepth} levels`);
    this.#at += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #readObject(): Map<Value, Value> {
    const entries = new Map<Value, Value>();
    this.#skipBlanks();
    if (this.#skip('}')) return entries;
    do {
      this.#skipBlanks();
      const key = this.#readString();
      this.#skipBlanks();
      if (!this.#skip(':')) throw this.#error('":"');
      entries.set(key, this.#readValue());
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#error('"," or "}"');
    return entries;
  }

  #readArray(): JsonList {
    const items = new JsonList();
    this.#skipBlanks();
    if (this.#skip(']')) return items;
    do items.push(this.#readValue());
    while (this.#skip(','));
    if (!this.#skip(']')) throw this.#error('"," or "]"');
    return items;
  }

  #readString(): string {
    const start = this.#at;
    if (!this.#skip('"')) throw this.#error('a string');
    while (this.#at < this.#text.length && !this.#skip('"')) this.#at += this.#text.startsWith('\\', this.#at) ? 2 : 1;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw this.#error('a string with valid escapes that is closed');
    }
  }

  #readWordOrNumber(): Value {
    const number = this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy);
    if (number !== undefined) return numberOf(number);
    switch (this.#take(/true|false|null/y)) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      default:
        throw this.#error('a value');
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const image = pattern.exec(this.#text)?.[0];
    this.#at += image?.length ?? 0;
    return image;
  }

  #skip(char: string): boolean {
    const found = this.#text.startsWith(char, this.#at);
    if (found) this.#at += 1;
    return found;
  }

  #skipBlanks(): void {
    while (' \t\r\n'.includes(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
  }

  #error(expected: string): JsonTextError {
    return new JsonTextError(`expected ${expected} at position ${this.#at}`);
  }
}

function numberOf(image: string): Value {
  if (/[.e]/i.test(image)) return new JavaDouble(Number(image));
  const number = Number(image);
  return Math.abs(number) < 2 ** 31 ? number : BigInt(image);
}
