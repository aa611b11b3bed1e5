/** Caches results of a pure function. When it is full, it starts over. */
export class Memo<Result> {
  readonly #max: number;
  readonly #results = new Map<string, Result>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Returns the cached result, or computes it; undefined is not cached. */
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
