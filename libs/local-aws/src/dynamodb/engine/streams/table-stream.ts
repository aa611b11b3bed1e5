import type { Clock } from '../../../kernel/index.ts';
import type { Change, KeyRange, Store } from '../dynalite.ts';
import type { KeyElement } from '../table-definition.ts';
import { allValues } from '../table-items.ts';
import { streamArnOf } from './stream-arn.ts';
import {
  isRecorded,
  type ItemChange,
  makeRecord,
  type StoredRecord,
  type StreamRecord,
  type StreamViewType,
} from './stream-record.ts';

export interface StreamedTable {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly keySchema: readonly KeyElement[];
  readonly viewType: StreamViewType;
}

interface Position {
  readonly reader: string;
  readonly sequenceNumber: string;
}

/** Older records are deleted (docs/facts/j.md#j4). */
const retentionMs = 86_400_000;
/** Sequence numbers have 21 digits, so that they sort as text. */
const firstNumber = 100_000_000_000_000_000_000n;

/** The only shard. */
const shardId = 'shardId-00000001767225600000-00000000';

export const recordPrefix = 'stream-';
export const positionPrefix = 'reader-';

/** The records of a table's changes in order, and the position of each reader. */
export class TableStream {
  readonly #table: StreamedTable;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #positions = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #last = firstNumber;

  private constructor(table: StreamedTable, store: Store, clock: Clock) {
    this.#table = table;
    this.#store = store;
    this.#clock = clock;
  }

  /** Continues after the stored records and positions. */
  static async open(table: StreamedTable, store: Store, clock: Clock): Promise<TableStream> {
    const stream = new TableStream(table, store, clock);
    for await (const position of allValues<Position>(store, rangeOf(positionPrefix, table.name))) {
      stream.#positions.set(position.reader, position.sequenceNumber);
    }
    const numbers = [...stream.#positions.values()];
    for await (const record of stream.#records()) numbers.push(record.dynamodb.SequenceNumber);
    for (const number of numbers) if (BigInt(number) > stream.#last) stream.#last = BigInt(number);
    return stream;
  }

  get arn(): string {
    return streamArnOf(this.#table.arn);
  }

  get shardId(): string {
    return shardId;
  }

  get tableName(): string {
    return this.#table.name;
  }

  get keySchema(): readonly KeyElement[] {
    return this.#table.keySchema;
  }

  /** The sequence number before that of the first record. */
  get first(): string {
    return String(firstNumber);
  }

  get viewType(): StreamViewType {
    return this.#table.viewType;
  }

  /** The sequence number of the latest record, or one before the first. */
  get latest(): string {
    return String(this.#last);
  }

  /** The entry to store atomically with a change. */
  entryOf(change: ItemChange): Change | undefined {
    if (!isRecorded(change)) return undefined;
    this.#last += 1n;
    const { keySchema, viewType } = this.#table;
    const keys = keySchema.map(({ AttributeName: key }) => key);
    const value = makeRecord(change, { keys, viewType, sequenceNumber: this.latest, now: this.#clock.now() });
    return { type: 'put', key: keyOf(recordPrefix, this.#table.name, this.latest), value };
  }

  /** Reads records of the last day. @param after a sequence number; absent: start at the oldest record */
  async read(after: string | undefined, limit: number): Promise<StreamRecord[]> {
    const { region } = this.#table;
    const oldest = this.#oldest();
    const found: StreamRecord[] = [];
    for await (const record of this.#records(after, limit)) {
      if (found.length === limit) break;
      if (timeOf(record) < oldest) continue;
      const { eventID, eventName, dynamodb, ...identity } = record;
      const source = { eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion: region } as const;
      found.push({ eventID, eventName, ...source, dynamodb, ...identity, eventSourceARN: this.arn });
    }
    return found;
  }

  /** The sequence number up to which a reader has read; undefined for a new one. */
  position(reader: string): string | undefined {
    return this.#positions.get(reader);
  }

  /** Rejects with a StorageError when the position can't be stored; this run still knows it. */
  async setPosition(reader: string, sequenceNumber: string): Promise<void> {
    this.#positions.set(reader, sequenceNumber);
    const value: Position = { reader, sequenceNumber };
    await write(this.#store, [{ type: 'put', key: keyOf(positionPrefix, this.#table.name, reader), value }]);
  }

  /** Calls the listener whenever there are new records. @returns a function that removes the listener */
  onRecords(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Notifies listeners that a change and its record can now be read. */
  announce(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Deletes the records that are older than a day. */
  async trim(): Promise<void> {
    const oldest = this.#oldest();
    const expired: Change[] = [];
    for await (const record of this.#records()) {
      if (timeOf(record) >= oldest) break;
      expired.push({ type: 'del', key: keyOf(recordPrefix, this.#table.name, record.dynamodb.SequenceNumber) });
    }
    if (expired.length > 0) await write(this.#store, expired);
  }

  #records(after?: string, size?: number): AsyncIterable<StoredRecord> {
    return allValues<StoredRecord>(this.#store, rangeOf(recordPrefix, this.#table.name, after), size);
  }

  #oldest(): number {
    return Math.floor((this.#clock.now() - retentionMs) / 1000);
  }
}

const timeOf = ({ dynamodb }: StoredRecord): number => dynamodb.ApproximateCreationDateTime;

const keyOf = (prefix: string, table: string, name: string): string => `${prefix}${table}~${name}`;

const rangeOf = (prefix: string, table: string, after = ''): KeyRange => ({
  gt: keyOf(prefix, table, after),
  lt: keyOf(prefix, table, '~'),
});

/** Writes changes atomically. */
export const write = (store: Store, changes: readonly Change[]): Promise<void> =>
  new Promise((resolve, reject) => {
    void store.db.batch(changes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
