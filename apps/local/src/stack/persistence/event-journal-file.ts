import { type Clock, type ClockTimer, StorageError } from '@jobs/local-aws/kernel';
import type { EventJournal, PendingEvent } from '@jobs/local-aws/lambda';
import { countOf } from './damage.ts';
import { RecordLog, type RecordLogOptions } from './record-log.ts';

/** Lambda's queue in a file. */
export interface EventJournalFile extends EventJournal {
  /** The events that were not finished when the file was opened, in the order in which they were accepted. */
  readonly kept: readonly PendingEvent[];
  close(): void;
}

/** A record: a new event, the changes of an event, or a finished delivery. */
type Line = Partial<PendingEvent> | { readonly deliveryId: string; readonly finished: true };

export interface EventJournalOptions extends Pick<RecordLogOptions, 'file' | 'manifest' | 'files' | 'reportProblem'> {
  readonly clock: Clock;
}

const retryMs = 1_000;

/** Opens or creates a journal. */
export function openEventJournal(options: EventJournalOptions): EventJournalFile {
  return new LoggedEventJournal(options);
}

class LoggedEventJournal implements EventJournalFile {
  readonly kept: readonly PendingEvent[];
  readonly #clock: Clock;
  readonly #reportProblem: (problem: string) => void;
  readonly #log: RecordLog;
  /** Events as they are in the file. */
  readonly #pending = new Map<string, PendingEvent>();
  /** The current state of events whose changes could not be written; undefined when they are finished. */
  readonly #unwritten = new Map<string, PendingEvent | undefined>();
  #retry: ClockTimer | undefined;

  constructor({ clock, ...options }: EventJournalOptions) {
    this.#clock = clock;
    this.#reportProblem = options.reportProblem;
    this.#log = new RecordLog({
      ...options,
      name: 'queue',
      entries: ['event', 'events'],
      apply: (json) => {
        this.#apply(JSON.parse(json) as Line);
      },
      live: () => this.#pending.size,
      snapshot: () => [...this.#pending.values()].map((event) => JSON.stringify(event)),
    });
    this.kept = [...this.#pending.values()];
  }

  get isBehind(): boolean {
    return this.#unwritten.size > 0;
  }

  accepted(event: PendingEvent): void {
    this.#writeUnwritten();
    this.#write(event.deliveryId, event);
  }

  changed(event: PendingEvent): void {
    this.#unwritten.set(event.deliveryId, event);
    if (!this.#retry) this.#tryToWrite();
  }

  finished({ deliveryId }: PendingEvent): void {
    this.#unwritten.set(deliveryId, undefined);
    if (!this.#retry) this.#tryToWrite();
  }

  close(): void {
    this.#tryToWrite();
    this.#retry?.cancel();
    if (this.isBehind) {
      const { size } = this.#unwritten;
      const them = size === 1 ? 'it' : 'them';
      this.#reportProblem(
        `Cannot store the outcome of ${countOf(size, ['event', 'events'])}. The next run may deliver ${them} again.`,
      );
    }
    this.#log.close();
  }

  #apply(line: Line): void {
    const { deliveryId } = line;
    if (deliveryId === undefined) return;
    const before = this.#pending.get(deliveryId);
    if ('finished' in line) this.#pending.delete(deliveryId);
    // Without its first record, an event is unknown.
    else if (before ?? 'payload' in line) this.#pending.set(deliveryId, { ...before, ...line } as PendingEvent);
  }

  #tryToWrite(): void {
    try {
      this.#writeUnwritten();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#retry = this.#clock.setTimer(retryMs, () => {
        this.#retry = undefined;
        this.#tryToWrite();
      });
    }
  }

  #writeUnwritten(): void {
    for (const [deliveryId, event] of this.#unwritten) {
      this.#write(deliveryId, event);
      this.#unwritten.delete(deliveryId);
    }
    this.#retry?.cancel();
    this.#retry = undefined;
  }

  /** @throws StorageError */
  #write(deliveryId: string, event: PendingEvent | undefined): void {
    const before = this.#pending.get(deliveryId);
    const line = lineOf(deliveryId, before, event);
    if (!line) return;
    this.#log.append(JSON.stringify(line), this.#pending.size + (event ? 1 : 0) - (before ? 1 : 0));
    if (event) this.#pending.set(deliveryId, event);
    else this.#pending.delete(deliveryId);
    this.#log.compactIfLarge();
  }
}

/** Undefined when nothing has changed. Whatever never changes, such as the payload, is written once. */
function lineOf(deliveryId: string, before?: PendingEvent, after?: PendingEvent): Line | undefined {
  if (!before) return after;
  if (!after) return { deliveryId, finished: true };
  const changed = Object.entries(after).filter(([name, value]) => before[name as keyof PendingEvent] !== value);
  return changed.length === 0 ? undefined : { deliveryId, ...Object.fromEntries(changed) };
}
