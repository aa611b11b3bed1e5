/** A change of one entry, by dynalite's own key, such as `item-Jobs~…` or `table~Jobs`; without a value it is deleted. */
export type EntryChange = readonly [key: string, value?: unknown];

/** Keeps tables between runs. */
export interface TableStorage {
  /** What an earlier run left, in any order. Called once. */
  load(): Iterable<readonly [key: string, value: unknown]>;
  /**
   * Keeps changes, all or none, before they can be seen.
   * @throws StorageError when they can't be kept: then they are not made
   */
  write(changes: readonly EntryChange[]): void;
}
