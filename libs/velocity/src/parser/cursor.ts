import type { VtlError } from '../errors.ts';
import { OpenReferences } from './open-references.ts';
import type { Location, Source } from './source.ts';

/** Reads a source from left to right. Patterns are sticky (`/…/y`), so that they match at the cursor only. */
export class Cursor {
  readonly source: Source;
  readonly openReferences = new OpenReferences();
  offset = 0;

  constructor(source: Source) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.offset >= this.source.text.length;
  }

  get char(): string {
    return this.source.text.charAt(this.offset);
  }

  /** What the pattern matches at the cursor, which doesn't move. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.source.text) ?? undefined;
  }

  /** What the pattern matches at the cursor, which moves past it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match) this.offset += match[0].length;
    return match;
  }

  /** Moves past a text that must come next. */
  expect(text: string, place: string): void {
    if (!this.source.text.startsWith(text, this.offset))
      throw this.error(`expected "${text}" ${place}, found ${this.found}`);
    this.offset += text.length;
  }

  /** Moves past the next occurrence of a text and returns what comes before it. */
  takeUntil(text: string, what: string): string {
    const start = this.offset;
    const end = this.source.text.indexOf(text, start);
    if (end === -1) throw this.error(`${what} is not closed with ${text}`);
    this.offset = end + text.length;
    return this.source.text.slice(start, end);
  }

  skipWhitespace(): void {
    this.take(/[ \t\r\n]*/y);
  }

  location(offset = this.offset): Location {
    return { source: this.source, offset };
  }

  /** What stands at the cursor, for messages. */
  get found(): string {
    return this.atEnd
      ? 'the end of the template'
      : JSON.stringify(this.source.text.slice(this.offset, this.offset + 20));
  }

  error(problem: string, offset = this.offset): VtlError {
    return this.source.error(offset, problem);
  }
}
