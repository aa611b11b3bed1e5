import type { Clock, ReportEvent } from '../../kernel/index.ts';
import type { PendingEvent } from './pending-event.ts';

/** What Lambda needs from the rest of the local run. */
export interface LambdaPorts {
  readonly clock: Clock;
  readonly report: ReportEvent;
  readonly region: string;
  readonly accountId: string;
  /**
   * Temporary credentials of the function's role, for its environment variables. They must last as long as an
   * environment.
   */
  credentialsFor(roleArn: string): {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  /**
   * Extra environment variables, e.g. `AWS_ENDPOINT_URL` (only known once the port is); read when an environment
   * starts.
   */
  environment(): Readonly<Record<string, string>>;
  /** Whether a role may perform an action, as destinations require of the execution role (docs/facts/b.md#b34). */
  authorize(
    roleArn: string,
    action: string,
    resourceArn: string,
  ): { readonly allowed: boolean; readonly reason?: string };
  /** Puts an event on an event bus (docs/facts/b.md#b33). */
  putEvent(event: DestinationEvent): Promise<void>;
  /** Faults on demand. @default none */
  readonly faults?: LambdaFaults;
  /** Records each change to the queue. @default changes are not stored */
  readonly journal?: EventJournal;
}

/** The event of a destination of type EventBridge (docs/facts/b.md#b33). */
export interface DestinationEvent {
  readonly busArn: string;
  readonly source: string;
  readonly detailType: string;
  readonly resources: string[];
  readonly detail: unknown;
}

export interface LambdaFaults {
  /** Called before each attempt; if it returns a fault, the function doesn't run. */
  before(
    functionName: string,
    attempt: { readonly requestId: string; readonly attempt: number },
  ): InvocationFault | undefined;
  /** Called when an event is accepted: whether to deliver it twice (docs/facts/b.md#b17). */
  duplicate?(functionName: string, event: { readonly requestId: string }): boolean;
}

export type InvocationFault = FunctionFault | { readonly kind: 'throttle' };

/** The outcome of an attempt in place of running the function; each consumes a retry (docs/facts/b.md#b10). */
export type FunctionFault =
  | { readonly kind: 'throw'; readonly errorType: string; readonly message: string }
  | { readonly kind: 'timeout' | 'exit' };

/** Keeps the queue, so that {@link Lambda.resume} can continue with it after a restart. */
export interface EventJournal {
  /**
   * Records a new event.
   * @throws StorageError if it can't be stored; the event must then be rejected
   */
  accepted(event: PendingEvent): void;
  /** Records a change to an event. Changes that can't be written now are written later. */
  changed(event: PendingEvent): void;
  /** Records that an event is finished. If this can't be written now, it is written later. */
  finished(event: PendingEvent): void;
  /** Whether changes are waiting to be written. Until they are written, no attempt begins. */
  readonly isBehind: boolean;
}
