/** How a reference without braces ends: with a property, or with its name or a bracket. */
export type ReferenceEnd = 'property' | 'other';

/**
 * The references that Velocity's lexer has not left. It leaves them with the first text that can't continue one, and
 * each `#` leaves one. A `$` leaves none that ends in a property, so that in `$a.b$c#end` the `#end` still follows
 * `$a.b`.
 */
export class OpenReferences {
  readonly #ends: ReferenceEnd[] = [];

  /** How the innermost one ends; undefined when the lexer is in plain text. */
  get last(): ReferenceEnd | undefined {
    return this.#ends.at(-1);
  }

  /** Whether one ends in a property, so that the lexer takes a parenthesis for a method's. */
  get takesParenthesis(): boolean {
    return this.#ends.includes('property');
  }

  /** Behind a reference without braces. */
  enter(end: ReferenceEnd): void {
    this.#ends.push(end);
  }

  /** Behind a property that continues with the innermost one. */
  enterProperty(): void {
    this.leave();
    this.enter('property');
  }

  /** At a directive, or at a `}`. */
  leave(): void {
    this.#ends.pop();
  }

  /** At a `$`, or at a comment to the end of the line. */
  leaveUnlessProperty(): void {
    if (this.last === 'other') this.leave();
  }

  /** At text. */
  leaveAll(): void {
    this.#ends.length = 0;
  }
}
