/** The errors of a document, or of a part of it, in order. Messages are built lazily. */
export class Report {
  readonly #errors: (() => string)[] = [];

  get isSuccess(): boolean {
    return this.#errors.length === 0;
  }

  get messages(): string[] {
    return this.#errors.map((text) => text());
  }

  error(text: () => string): void {
    this.#errors.push(text);
  }
}
