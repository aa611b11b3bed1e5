/**
 * A change to one entry, by dynalite's own key, such as `item-Jobs~…` or `table~Jobs`; without a value it is deleted.
 */
export type EntryChange = readonly [key: string, value?: unknown];

/** Keeps tables between runs. */
export interface TableStorage {
  /** The entries of an earlier run, in any order. Called once. */
  load(): Iterable<readonly [key: string, value: unknown]>;
  /**
   * Stores changes, all or none, before they become visible.
   * @throws StorageError if they can't be stored; none is applied in that case
   */
  write(changes: readonly EntryChange[]): void;
}
