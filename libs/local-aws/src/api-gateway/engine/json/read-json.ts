/** A text that is not JSON. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

/** Builds the values of a JSON text. */
export interface JsonBuilder<Value> {
  /** Preprocesses the source text of a string, with its quotes. @default unchanged */
  readonly string?: (image: string) => string;
  readonly bare: (value: null | boolean | string) => Value;
  /** Builds a number from its source text. */
  readonly number: (image: string) => Value;
  readonly array: () => Value & Value[];
  /** Builds an object. For duplicate names, the last value counts, at the position of the first. */
  readonly object: (members: Map<string, Value>) => Value;
}

const maxDepth = 1000;

/**
 * Reads a JSON text.
 * @throws JsonTextError when the text is not JSON, or is nested deeper than 1000 levels
 */
export function readJson<Value>(text: string, builder: JsonBuilder<Value>): Value {
  return new JsonReader(text, builder).readDocument();
}

class JsonReader<Value> {
  readonly #text: string;
  readonly #builder: JsonBuilder<Value>;
  #at = 0;
  #depth = 0;

  constructor(text: string, builder: JsonBuilder<Value>) {
    this.#text = text;
    this.#builder = builder;
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
        return this.#builder.bare(this.#readString());
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

  #readObject(): Value {
    const members = new Map<string, Value>();
    this.#skipBlanks();
    if (this.#skip('}')) return this.#builder.object(members);
    do {
      this.#skipBlanks();
      const key = this.#readString();
      this.#skipBlanks();
      if (!this.#skip(':')) throw this.#error('":"');
      members.set(key, this.#readValue());
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#error('"," or "}"');
    return this.#builder.object(members);
  }

  #readArray(): Value {
    const items = this.#builder.array();
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
    const image = this.#text.slice(start, this.#at);
    try {
      return JSON.parse(this.#builder.string?.(image) ?? image) as string;
    } catch {
      throw this.#error('a closed string with valid escapes');
    }
  }

  #readWordOrNumber(): Value {
    const number = this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy);
    if (number !== undefined) return this.#builder.number(number);
    switch (this.#take(/true|false|null/y)) {
      case 'true':
        return this.#builder.bare(true);
      case 'false':
        return this.#builder.bare(false);
      case 'null':
        return this.#builder.bare(null);
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
