import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { EventJournal, PendingEvent } from '@jobs/local-aws/lambda';

/** Lambda's queue in a file. */
export interface EventJournalFile extends EventJournal {
  /** The events that were not finished when the file was opened, in the order in which they were accepted. */
  readonly kept: readonly PendingEvent[];
  close(): void;
}

/** A line of the file: what is new or has changed in an event, or the delivery that is finished. */
type Line = Partial<PendingEvent> | { readonly deliveryId: string; readonly finished: true };

/** Below this the file isn't worth making shorter. */
const leastBytes = 1_048_576;

/**
 * Opens a journal, made when it isn't there. A change is handed to the operating system before the call returns, so it
 * survives the end of the process at any moment; it is not forced to the disk, so the machine had better not lose power.
 * The file is written anew when most of it is about finished events: its size stays within four times what is pending.
 */
export function openEventJournal(file: string): EventJournalFile {
  mkdirSync(dirname(file), { recursive: true });
  const pending = readJournal(file);
  const kept = [...pending.values()];
  let bytes = 0;
  let bytesAfterCompaction = 0;

  const compact = (): number => {
    const text = [...pending.values()].map(lineOf).join('');
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    bytes = bytesAfterCompaction = Buffer.byteLength(text);
    return openSync(file, 'a');
  };
  let descriptor = compact();

  const append = (line: Line): void => {
    const text = lineOf(line);
    writeFileSync(descriptor, text);
    bytes += Buffer.byteLength(text);
    if (bytes < Math.max(leastBytes, 4 * bytesAfterCompaction)) return;
    closeSync(descriptor);
    descriptor = compact();
  };

  return {
    kept,
    changed: (event) => {
      const before = pending.get(event.deliveryId);
      pending.set(event.deliveryId, event);
      append(before ? difference(before, event) : event);
    },
    finished: ({ deliveryId }) => {
      pending.delete(deliveryId);
      append({ deliveryId, finished: true });
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`;

/** What never changes, such as the payload, is written once. */
function difference(before: PendingEvent, after: PendingEvent): Line {
  const changed = Object.entries(after).filter(([name, value]) => before[name as keyof PendingEvent] !== value);
  return { deliveryId: after.deliveryId, ...Object.fromEntries(changed) };
}

/** @throws LocalRunError when a line that isn't the last one is broken */
function readJournal(file: string): Map<string, PendingEvent> {
  const pending = new Map<string, PendingEvent>();
  const lines = readLines(file);
  lines.forEach((text, index) => {
    const line = parse(text);
    if (line?.deliveryId === undefined) {
      // The process may have ended while it wrote the last line, so that nobody has been told of that change.
      if (index === lines.length - 1) return;
      throw new LocalRunError(`${file}, line ${index + 1}, is broken. Delete the folder of kept data to start anew.`);
    }
    if ('finished' in line) pending.delete(line.deliveryId);
    else pending.set(line.deliveryId, { ...pending.get(line.deliveryId), ...line } as PendingEvent);
  });
  return pending;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
