import type { JsonObject } from '../../kernel/index.ts';

/** The stream that a pipe reads. */
export interface PipeSource {
  readonly shardId: string;
  /** The sequence number of the latest record. */
  readonly latest: string;
  /** The sequence number of the last record that a reader has handled; undefined for a new reader. */
  position(reader: string): string | undefined;
  /** Rejects with a StorageError when the position can't be stored. */
  setPosition(reader: string, sequenceNumber: string): Promise<void>;
  /** Reads records in order. @param after absent: start at the oldest record */
  read(after: string | undefined, limit: number): Promise<readonly StreamEvent[]>;
  /** Calls the listener whenever there are new records. @returns a function that removes the listener */
  onRecords(listener: () => void): () => void;
}

/** The parts of a stream record that a pipe uses (docs/facts/j.md#j3). */
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
