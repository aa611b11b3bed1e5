import type { ArchivedEvent } from '@jobs/local-aws/eventbridge';
import { countOf } from './damage.ts';
import type { LogRecord } from './record.ts';
import { RecordLog, type RecordLogOptions } from './record-log.ts';

/** One archive in a file. A record is `[time, visibleAt, text]`. */
export class ArchiveFile {
  readonly #options: Pick<RecordLogOptions, 'file' | 'reportProblem'>;
  readonly #log: RecordLog;
  #times: number[] = [];
  /** Events with an earlier `time` are removed, though they may still be in the file. */
  #removedBefore = -Infinity;

  /** Opens the file, or creates it. */
  constructor(options: Pick<RecordLogOptions, 'file' | 'name' | 'manifest' | 'files' | 'reportProblem'>) {
    this.#options = options;
    this.#log = new RecordLog({
      ...options,
      entries: ['event', 'events'],
      apply: (json) => {
        this.#times.push(parse(json).time);
      },
      live: () => this.#times.length,
      snapshot: (records) => this.#remaining(records()),
    });
  }

  /** @throws StorageError */
  append({ text, time, visibleAt }: ArchivedEvent): void {
    this.#log.append(JSON.stringify([time, visibleAt, text]), this.#times.length + 1);
    this.#times.push(time);
  }

  *read(): Generator<ArchivedEvent> {
    const { file, reportProblem } = this.#options;
    const records = this.#log.records((missing) => {
      reportProblem(
        `Stored data is damaged: ${file}: ${countOf(missing, ['event', 'events'])} can't be read. Restart to repair it.`,
      );
    });
    for (const json of this.#remaining(records)) yield parse(json);
  }

  removeBefore(time: number): void {
    const remaining = this.#times.filter((each) => each >= time);
    if (remaining.length === this.#times.length) return;
    this.#times = remaining;
    this.#removedBefore = time;
    this.#log.compact();
  }

  close(): void {
    this.#log.close();
  }

  *#remaining(records: Iterable<LogRecord>): Generator<string> {
    for (const { json } of records) if (parse(json).time >= this.#removedBefore) yield json;
  }
}

function parse(json: string): ArchivedEvent {
  const [time, visibleAt, text] = JSON.parse(json) as [number, number, string];
  return { time, visibleAt, text };
}
