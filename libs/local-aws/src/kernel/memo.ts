/** Remembers results of a pure function, and nothing else: up to a number of them, then it starts over. */
export class Memo<Result> {
  readonly #max: number;
  readonly #results = new Map<string, Result>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Computes what is not remembered; undefined is not worth remembering. */
  get(key: string, compute: () => Result): Result {
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const result = compute();
    if (result === undefined) return result;
    if (this.#results.size >= this.#max) this.#results.clear();
    this.#results.set(key, result);
    return result;
  }
}
