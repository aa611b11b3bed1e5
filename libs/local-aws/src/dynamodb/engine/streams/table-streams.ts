import type { Clock } from '../../../kernel/index.ts';
import type { Change, Store } from '../dynalite.ts';
import type { TableDefinition } from '../table-definition.ts';
import { streamLabel } from './stream-arn.ts';
import { positionPrefix, recordPrefix, type StreamedTable, TableStream, write } from './table-stream.ts';

export interface TableStreamsOptions {
  readonly clock: Clock;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The streams of the template's tables. Records and positions are entries of the store, like the items, so that
 * they are persisted together.
 */
export class TableStreams {
  readonly #store: Store;
  readonly #options: TableStreamsOptions;
  #streams: ReadonlyMap<string, TableStream> = new Map();

  constructor(store: Store, options: TableStreamsOptions) {
    this.#store = store;
    this.#options = options;
  }

  get all(): readonly TableStream[] {
    return [...this.#streams.values()];
  }

  ofTable(name: string): TableStream | undefined {
    return this.#streams.get(name);
  }

  byArn(arn: string): TableStream | undefined {
    return this.all.find((stream) => stream.arn === arn);
  }

  /** Applies new definitions. A stream that is disabled loses its records. */
  async define(tables: readonly TableDefinition[]): Promise<void> {
    const streams = new Map<string, TableStream>();
    for (const table of tables) {
      const streamed = this.#streamedTable(table);
      if (!streamed) continue;
      const before = this.#streams.get(table.name);
      const isSame = before?.viewType === streamed.viewType;
      streams.set(table.name, isSame ? before : await TableStream.open(streamed, this.#store, this.#options.clock));
    }
    this.#streams = streams;
    await this.#deleteOthers();
  }

  /** The part of DescribeTable's output that describes the stream. */
  describe(tableName: unknown): object {
    const stream = typeof tableName === 'string' ? this.#streams.get(tableName) : undefined;
    if (!stream) return {};
    return {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
      LatestStreamLabel: streamLabel,
      LatestStreamArn: stream.arn,
    };
  }

  async trim(): Promise<void> {
    for (const stream of this.#streams.values()) await stream.trim();
  }

  #streamedTable({ name, keySchema, streamViewType }: TableDefinition): StreamedTable | undefined {
    if (!streamViewType) return undefined;
    const { region, accountId } = this.#options;
    return {
      name,
      region,
      arn: `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
      keySchema,
      viewType: streamViewType,
    };
  }

  async #deleteOthers(): Promise<void> {
    const obsolete: Change[] = [];
    for (const prefix of [recordPrefix, positionPrefix]) {
      for await (const key of this.#store.db.keys({ gt: prefix, lt: `${prefix}~` })) {
        const table = key.slice(prefix.length, key.indexOf('~'));
        if (!this.#streams.has(table)) obsolete.push({ type: 'del', key });
      }
    }
    if (obsolete.length > 0) await write(this.#store, obsolete);
  }
}
