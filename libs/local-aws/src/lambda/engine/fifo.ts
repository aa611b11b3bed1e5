/** A first-in, first-out queue whose `shift` does not move the remaining items. */
export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  peek(): Item | undefined {
    return this.#items[this.#head];
  }

  shift(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) this.#compact();
    return item;
  }

  /** Removes and returns all matching items. */
  extract(matches: (item: Item) => boolean): Item[] {
    const items = this.#items.slice(this.#head) as Item[];
    const taken = items.filter(matches);
    if (taken.length > 0) {
      this.#items = items.filter((item) => !matches(item));
      this.#head = 0;
    }
    return taken;
  }

  #compact(): void {
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
