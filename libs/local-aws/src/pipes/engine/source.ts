import type { JsonObject } from '../../kernel/index.ts';

/** The stream that a pipe reads. */
export interface PipeSource {
  readonly shardId: string;
  /** The sequence number of the latest record. */
  readonly latest: string;
  /** Up to which sequence number a reader has read; undefined for a new one. */
  position(reader: string): string | undefined;
  /** Rejects with a StorageError when the position can't be stored. */
  setPosition(reader: string, sequenceNumber: string): Promise<void>;
  /** Records in order. @param after absent: from the oldest record on */
  read(after: string | undefined, limit: number): Promise<readonly StreamEvent[]>;
  /** Calls back whenever there are new records. Returns a function that ends this. */
  onRecords(listener: () => void): () => void;
}

/** The parts of a stream record that a pipe knows (docs/facts/j.md#j3). */
export interface StreamEvent {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
  };
}

/** A record as patterns and paths see it. */
export const asJson = (record: StreamEvent): JsonObject => record as unknown as JsonObject;
