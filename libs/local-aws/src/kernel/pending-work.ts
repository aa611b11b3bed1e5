/** Work that has begun and not yet ended. */
export class PendingWork {
  readonly #tasks = new Set<Promise<unknown>>();

  track<T>(task: Promise<T>): Promise<T> {
    this.#tasks.add(task);
    const done = () => this.#tasks.delete(task);
    task.then(done, done);
    return task;
  }

  /** Resolves when no work is left, including work added in the meantime. */
  async idle(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.allSettled(this.#tasks);
  }
}
