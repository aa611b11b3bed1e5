import type { ClockTimer } from '../../kernel/index.ts';
import type { PendingEvent } from './pending-event.ts';

/** An event in a function's queue. */
export interface QueuedEvent {
  /** Replaced as a whole by each change. */
  pending: PendingEvent;
  /** Number of consecutive throttles. */
  throttles: number;
  /** The timer of the next attempt, while the event waits for it. */
  timer?: ClockTimer;
}

/** Observes a queue. */
export interface QueueWatcher {
  finished(event: PendingEvent): void;
  /** Called when the queue may have become idle. */
  settled(): void;
}
