import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchivedEvent, ArchiveStorage } from './archive-storage.ts';

/**
 * Keeps each archive in a file of its own, a line an event. An event is safe from the end of the process once
 * `append` has resolved; a line that was cut off when the process was killed is left out.
 * @param folder made when it isn't there
 */
export function fileArchiveStorage(folder: string): ArchiveStorage {
  const fileOf = (archiveName: string) => join(folder, `${archiveName}.jsonl`);
  /** One change of the files at a time. */
  let lastChange: Promise<unknown> = mkdir(folder, { recursive: true });
  const change = <T>(make: () => Promise<T>): Promise<T> => {
    const changed = lastChange.then(make);
    lastChange = changed.catch(() => undefined);
    return changed;
  };

  return {
    append: (archiveName, archived) => change(() => appendFile(fileOf(archiveName), lineOf(archived))),
    read: async function* (archiveName) {
      yield* await change(() => readEvents(fileOf(archiveName)));
    },
    removeBefore: (archiveName, time) =>
      change(async () => {
        const events = await readEvents(fileOf(archiveName));
        const kept = events.filter((archived) => archived.time >= time);
        if (kept.length === events.length) return;
        const replacement = `${fileOf(archiveName)}.new`;
        await writeFile(replacement, kept.map(lineOf).join(''));
        await rename(replacement, fileOf(archiveName));
      }),
  };
}

/** Begins with its line break, so that it stands apart from a line that was cut off. */
const lineOf = ({ text, time, visibleAt }: ArchivedEvent): string => `\n${JSON.stringify([time, visibleAt, text])}`;

async function readEvents(file: string): Promise<ArchivedEvent[]> {
  let lines: string[];
  try {
    lines = (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return lines.flatMap((line) => eventOf(line) ?? []);
}

/** Undefined for an empty line and one that was cut off. */
function eventOf(line: string): ArchivedEvent | undefined {
  if (!line.endsWith(']')) return undefined;
  try {
    const [time, visibleAt, text] = JSON.parse(line) as [number, number, string];
    return { time, visibleAt, text };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
