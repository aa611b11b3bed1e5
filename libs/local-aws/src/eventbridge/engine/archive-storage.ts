/** An event in an archive. */
export interface ArchivedEvent {
  /** The event as JSON text. */
  readonly text: string;
  /** The event's own `time`, epoch milliseconds. */
  readonly time: number;
  /** Epoch milliseconds from which it is visible to replays and counts (docs/facts/c.md#c5). */
  readonly visibleAt: number;
}

/** Where archives keep their events. */
export interface ArchiveStorage {
  /** Resolves when the event is stored. */
  append(archiveName: string, archived: ArchivedEvent): Promise<void>;
  /** The events of an archive in order of arrival. */
  read(archiveName: string): AsyncIterable<ArchivedEvent>;
  /** Deletes the events of an archive whose `time` is before the given one, in epoch milliseconds. */
  removeBefore(archiveName: string, time: number): Promise<void>;
}

/** Keeps archives in memory. */
export function memoryArchiveStorage(): ArchiveStorage {
  const archives = new Map<string, ArchivedEvent[]>();
  return {
    append: (archiveName, archived) => {
      const events = archives.get(archiveName);
      if (events) events.push(archived);
      else archives.set(archiveName, [archived]);
      return Promise.resolve();
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous for other storages
    read: async function* (archiveName) {
      yield* [...(archives.get(archiveName) ?? [])];
    },
    removeBefore: (archiveName, time) => {
      const kept = archives.get(archiveName)?.filter((archived) => archived.time >= time);
      if (kept) archives.set(archiveName, kept);
      return Promise.resolve();
    },
  };
}
