/** What is wrong with a document, or with a part of it, in order. The texts are made when they are asked for. */
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
