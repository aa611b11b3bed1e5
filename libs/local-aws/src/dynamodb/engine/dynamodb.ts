import type { Clock } from '../../kernel/index.ts';
import type { DynamoDbAnswer } from './answer.ts';
import type { DynamoDbFaults } from './faults.ts';
import type { TableStreams } from './streams/table-streams.ts';
import type { TableDefinition } from './table-definition.ts';
import type { TableStorage } from './table-storage.ts';

export interface DynamoDbOptions {
  readonly tables: readonly TableDefinition[];
  readonly clock: Clock;
  readonly region: string;
  readonly accountId: string;
  /** Keeps the tables across restarts. @default they are only in memory */
  readonly storage?: TableStorage;
  /**
   * How often expired items are deleted, in milliseconds; within a few days on AWS (docs/facts/d.md#d15).
   * @default an hour
   */
  readonly expirySweepMs?: number;
  readonly faults?: DynamoDbFaults;
}

/** The tables of the local run, called with DynamoDB's JSON. */
export interface DynamoDb {
  /**
   * Answers a call; never rejects.
   * @param operation such as `GetItem`
   * @param body the operation's input as JSON text
   */
  call(operation: string, body: string | Buffer): Promise<DynamoDbAnswer>;
  /** Answers a call without injected faults, for inspection. */
  inspect(operation: string, body: string | Buffer): Promise<DynamoDbAnswer>;
  /** The streams of the template's tables. */
  readonly streams: TableStreams;
  /** Deletes expired items now, in addition to the periodic sweep. @returns the number of deleted items */
  deleteExpiredItems(): Promise<number>;
  /** Resolves when all calls have ended and the store is closed. */
  stop(): Promise<void>;
}
