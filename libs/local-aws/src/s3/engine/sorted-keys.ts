import { compareKeys } from './compare-keys.ts';

/** Keys in S3's order. */
export class SortedKeys {
  readonly #keys: string[] = [];

  get length(): number {
    return this.#keys.length;
  }

  at(index: number): string | undefined {
    return this.#keys[index];
  }

  add(key: string): void {
    const index = this.firstNot((each) => compareKeys(each, key) < 0);
    if (this.#keys[index] !== key) this.#keys.splice(index, 0, key);
  }

  delete(key: string): void {
    const index = this.firstNot((each) => compareKeys(each, key) < 0);
    if (this.#keys[index] === key) this.#keys.splice(index, 1);
  }

  /**
   * The index of the first key for which a condition does not hold. The condition must hold for a leading run of keys
   * only.
   */
  firstNot(holds: (key: string) => boolean): number {
    let [from, to] = [0, this.#keys.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (holds(this.#keys[middle] ?? '')) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
