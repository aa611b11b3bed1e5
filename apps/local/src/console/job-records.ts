import type { Request, Step } from '@jobs/console/protocol';
import type { FunctionLogLine } from '../events/function-log-line.ts';

/** What is known about a job. Each list keeps its first entry and the newest ones. */
export interface JobRecord {
  readonly id: string;
  /** The last stored status. */
  status?: string;
  readonly steps: Step[];
  /** Complete lines, or the parsed and truncated content of a line that was too long. */
  readonly logs: (string | FunctionLogLine)[];
  readonly requests: Request[];
  /** Approximate size in memory, in characters. */
  size: number;
}

export interface RecordLimits {
  readonly maxJobs: number;
  /** Per list of a job. */
  readonly maxEntries: number;
  /** Of all jobs together, in characters. */
  readonly maxSize: number;
}

const defaultLimits: RecordLimits = { maxJobs: 1000, maxEntries: 200, maxSize: 16 * 1024 * 1024 };
/** Memory that an entry or a job takes in addition to its text. */
const overhead = 100;

/** The most recent jobs, in bounded memory: when it is full, the oldest ones are dropped. */
export class JobRecords {
  readonly #limits: RecordLimits;
  readonly #jobs = new Map<string, JobRecord>();
  #size = 0;

  constructor(limits: Partial<RecordLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  get(id: string): JobRecord | undefined {
    return this.#jobs.get(id);
  }

  /** The record of a job; created if there is none. */
  of(id: string): JobRecord {
    const known = this.#jobs.get(id);
    if (known) return known;
    const record: JobRecord = { id, steps: [], logs: [], requests: [], size: 0 };
    this.#jobs.set(id, record);
    this.#grow(record, id.length + overhead);
    return record;
  }

  add<List extends 'steps' | 'logs' | 'requests'>(record: JobRecord, list: List, entry: JobRecord[List][number]): void {
    const entries: JobRecord[List][number][] = record[list];
    entries.push(entry);
    const [dropped] = entries.length > this.#limits.maxEntries ? entries.splice(1, 1) : [];
    this.#grow(record, sizeOf(entry) - (dropped === undefined ? 0 : sizeOf(dropped)));
  }

  /** Total size of all records. */
  get size(): number {
    return this.#size;
  }

  get count(): number {
    return this.#jobs.size;
  }

  #grow(record: JobRecord, by: number): void {
    record.size += by;
    // A record that was dropped in the meantime does not count.
    if (this.#jobs.get(record.id) !== record) return;
    this.#size += by;
    for (const [id, oldest] of this.#jobs) {
      if (this.#jobs.size <= this.#limits.maxJobs && this.#size <= this.#limits.maxSize) return;
      this.#jobs.delete(id);
      this.#size -= oldest.size;
    }
  }
}

/** Characters of all strings in an entry, nested ones included, plus overhead. */
function sizeOf(entry: unknown): number {
  if (typeof entry === 'string') return entry.length + overhead;
  if (typeof entry !== 'object' || entry === null) return 0;
  return Object.values(entry).reduce((sum: number, value) => sum + sizeOf(value), overhead);
}
