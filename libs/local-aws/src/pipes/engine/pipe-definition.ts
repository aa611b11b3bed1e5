import type { JsonObject } from '../../kernel/index.ts';
import type { StreamEvent } from './source.ts';

/** A pipe of the template, from the stream of a table to an event bus. */
export interface PipeDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The stream. */
  readonly sourceArn: string;
  /** The bus. */
  readonly targetArn: string;
  readonly isRunning: boolean;
  /** 1 to 10 (docs/facts/j.md#j5). */
  readonly batchSize: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** -1: until the record expires. */
  readonly maxRetryAttempts: number;
  /** -1: until the record expires in the stream. */
  readonly maxRecordAgeSeconds: number;
  readonly deadLetterArn?: string;
  /** Whether a record passes the filters. */
  readonly accepts: (record: StreamEvent) => boolean;
  /** @throws EntryError for a record that cannot be turned into an event */
  readonly entryOf: (record: StreamEvent, context: EntryContext) => PipeEntry;
}

export interface EntryContext {
  /** When the pipe received the record, in epoch milliseconds. */
  readonly ingestedAt: number;
}

/** An event to put on the bus. */
export interface PipeEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** Epoch milliseconds. */
  readonly time?: number;
}

/** Thrown if the template or paths of a pipe yield no valid event for a record. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
}
