import type { ClockTimer } from '../../kernel/index.ts';
import type { PendingEvent } from './pending-event.ts';

/** An event in a function's queue. */
export interface QueuedEvent {
  /** Replaced as a whole by each change. */
  pending: PendingEvent;
  /** How often in a row it was throttled. */
  throttles: number;
  /** Of its next attempt, while it waits for it. */
  timer?: ClockTimer;
}

/** Who wants to know what happens in a queue. */
export interface QueueWatcher {
  finished(event: PendingEvent): void;
  /** Perhaps nothing is left to do for now. */
  settled(): void;
}
