import { invalidPattern } from './invalid-pattern.ts';

/** A position in the pattern's text, as in error messages; lines and columns start at 1. */
export interface Position {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

interface Located {
  /**
   * The reader's position after the value's first token: after a bracket, number or literal, or after a string's
   * opening quote.
   */
  readonly begun: Position;
  /** The reader's position after the whole value. */
  readonly read: Position;
}

export type LocatedValue =
  | (Located & { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: LocatedValue])[] })
  | (Located & { readonly kind: 'array'; readonly items: readonly LocatedValue[] })
  | (Located & { readonly kind: 'string'; readonly value: string })
  | (Located & { readonly kind: 'number'; readonly value: number })
  | (Located & { readonly kind: 'literal'; readonly value: boolean | null });

/** Parses JSON and keeps the positions that AWS reports for invalid patterns; keeps all repeated keys. */
export function parseLocated(source: string): LocatedValue {
  const reader = new Reader(source);
  const value = reader.value();
  reader.end();
  return value;
}

const token =
  /\s*(?:[[\]{}:,]|"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

/** The limit of Jackson, the JSON parser that AWS uses for patterns. */
const maxLevels = 1000;

class Reader {
  readonly #source: string;
  #next = 0;
  #levels = 0;

  constructor(source: string) {
    this.#source = source;
  }

  value(): LocatedValue {
    if (++this.#levels > maxLevels) throw invalidPattern('The pattern is nested too deeply', this.#position());
    const value = this.#value();
    this.#levels--;
    return value;
  }

  #value(): LocatedValue {
    const text = this.#token();
    const read = this.#position();
    if (text === '{') return { kind: 'object', begun: read, entries: this.#entries(), read: this.#position() };
    if (text === '[') return { kind: 'array', begun: read, items: this.#items(), read: this.#position() };
    if (text.startsWith('"')) {
      const begun = this.#position(this.#next - text.length + 1);
      return { kind: 'string', value: this.#stringOf(text), begun, read };
    }
    if (/^[-\d]/.test(text)) return { kind: 'number', value: Number(text), begun: read, read };
    if (/^[tfn]/.test(text)) return { kind: 'literal', value: JSON.parse(text) as boolean | null, begun: read, read };
    throw invalidPattern(`Unexpected character ('${text}')`, read);
  }

  end(): void {
    if (this.#source.slice(this.#next).trim() !== '')
      throw invalidPattern('Unexpected text after the pattern', this.#position());
  }

  #entries(): [string, LocatedValue][] {
    const entries: [string, LocatedValue][] = [];
    if (this.#takeIf('}')) return entries;
    do {
      const name = this.#token();
      if (!name.startsWith('"')) throw invalidPattern('A field name was expected', this.#position());
      this.#expect(':');
      entries.push([this.#stringOf(name), this.value()]);
    } while (this.#takeIf(','));
    this.#expect('}');
    return entries;
  }

  #items(): LocatedValue[] {
    const items: LocatedValue[] = [];
    if (this.#takeIf(']')) return items;
    do items.push(this.value());
    while (this.#takeIf(','));
    this.#expect(']');
    return items;
  }

  #token(): string {
    token.lastIndex = this.#next;
    const match = token.exec(this.#source);
    if (!match) throw invalidPattern('Unexpected character or end of the pattern', this.#position());
    this.#next = token.lastIndex;
    return match[0].trimStart();
  }

  #stringOf(quoted: string): string {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw invalidPattern('A string has a character that must be escaped', this.#position());
    }
  }

  #takeIf(text: string): boolean {
    const before = this.#next;
    if (this.#token() === text) return true;
    this.#next = before;
    return false;
  }

  #expect(text: string): void {
    if (!this.#takeIf(text)) throw invalidPattern(`'${text}' was expected`, this.#position());
  }

  #position(at = this.#next): Position {
    const lines = this.#source.slice(0, at).split('\n');
    return { source: this.#source, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
}
