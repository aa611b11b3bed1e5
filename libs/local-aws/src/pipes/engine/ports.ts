import type { Clock, ReportEvent } from '../../kernel/index.ts';
import type { PipeEntry } from './pipe-definition.ts';
import type { PipeSource } from './source.ts';

/** What a pipe needs from other services. */
export interface PipePorts {
  readonly clock: Clock;
  readonly report: ReportEvent;
  readonly reportProblem: (problem: string) => void;
  /** Undefined when no table has the stream. */
  readonly findStream: (streamArn: string) => PipeSource | undefined;
  /** Whether the role trusts pipes, and its policies permit the action. */
  readonly authorize: (roleArn: string, action: string, resourceArn: string) => boolean;
  /**
   * Puts an event on a bus; resolves when the bus has accepted it.
   * Rejects with a StorageError if the bus itself can't store it now.
   */
  readonly putEvent: (busArn: string, entry: PipeEntry) => Promise<{ readonly eventId: string }>;
  /** Sends a message to a queue. @returns the reason if that fails, or undefined */
  readonly sendToQueue: (queueArn: string, body: string) => string | undefined;
  /** 0 to 1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
}
