import type { Clock, ReportEvent } from '../../kernel/index.ts';
import type { ArchiveDescription } from './archive.ts';
import type { ArchiveStorage } from './archive-storage.ts';
import type { DeadLetterMessage } from './dead-letter.ts';
import type { ArchiveDefinition, EventBusDefinition, RuleDefinition } from './definitions.ts';
import type { BusEvent, EventEntry } from './event.ts';
import type { ReplayDescription, ReplayRequest, ReplayTiming } from './replay.ts';
import type { RuleDescription } from './rules.ts';
import type { DeliveryFailure } from './target-delivery.ts';

export interface EventBridgeDefinitions {
  /** The bus `default` always exists in addition. */
  readonly buses: readonly EventBusDefinition[];
  readonly archives: readonly ArchiveDefinition[];
  readonly rules: readonly RuleDefinition[];
}

export interface EventBridgeOptions {
  readonly clock: Clock;
  readonly report: ReportEvent;
  readonly region: string;
  readonly accountId: string;
  /**
   * Sends an input to a target and resolves once the target has accepted it. Rejects with `TargetUnavailableError` if
   * it should be tried again, with anything else, such as `TargetRejectedError`, when it shouldn't
   * (docs/facts/c.md#c34).
   */
  readonly invokeTarget: (targetArn: string, payload: string, rule: { readonly arn: string }) => Promise<void>;
  /**
   * Puts a message into a dead-letter queue (docs/facts/c.md#c35). @default a rule with a dead-letter queue is rejected
   */
  readonly sendToDeadLetter?: (queueArn: string, message: DeadLetterMessage) => Promise<void>;
  /** Called for each failed delivery, whether or not it is retried. */
  readonly onDeliveryFailure?: (failure: DeliveryFailure) => void;
  /** @default in memory */
  readonly archiveStorage?: ArchiveStorage;
  /** Delay until an archived event is visible to replays and counts; up to 600000 on AWS (docs/facts/c.md#c5). @default 0 */
  readonly archiveDelayMs?: number;
  /** How long a replay takes; minutes on AWS (docs/facts/c.md#c18). @default no time */
  readonly replayTiming?: ReplayTiming;
  /**
   * The limit of one entry's size, in bytes; 1048576 on AWS since 2026-01-29 (docs/facts/c.md#c24).
   * @default 262144, which works everywhere
   */
  readonly maxEntryBytes?: number;
  /** Makes event ids. @default random UUIDs */
  readonly newId?: () => string;
  /** 0 to 1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
}

/** The buses of the local run with their rules, archives and replays. Times are epoch milliseconds. */
export interface EventBridge {
  /** Maximum size of an entry, and of all entries of a PutEvents request in total, in bytes. */
  readonly maxEntryBytes: number;
  /**
   * Puts an event on a bus. Resolves when it is archived and its deliveries have started; their outcome is not
   * returned, and an event for an unknown bus is dropped (docs/facts/c.md#c25).
   * @throws EventBridgeError when it is too large (docs/facts/c.md#c24)
   */
  putEvent(entry: EventEntry & { readonly bus?: string }): Promise<{ readonly eventId: string }>;
  /** @throws EventBridgeError for another bus, unknown names, or too many at a time (docs/facts/c.md#c12 to #c14) */
  startReplay(request: ReplayRequest): ReplayDescription;
  describeReplay(name: string): ReplayDescription;
  listReplays(): readonly ReplayDescription[];
  cancelReplay(name: string): ReplayDescription;
  describeArchive(name: string): Promise<ArchiveDescription>;
  listArchives(): Promise<readonly ArchiveDescription[]>;
  /** The events in an archive, in order of arrival; AWS has no such call. */
  readArchive(name: string): Promise<readonly BusEvent[]>;
  /**
   * The rules of a bus, with the managed ones that feed its archives (docs/facts/c.md#c4). @param bus name or ARN,
   * `default` when absent
   */
  listRules(bus?: string): readonly RuleDescription[];
  describeRule(name: string, bus?: string): RuleDescription;
  listEventBuses(): readonly EventBusDefinition[];
  describeEventBus(bus?: string): EventBusDefinition;
  /** Resolves when no delivery or replay is in progress. Scheduled ones don't count. */
  idle(): Promise<void>;
  /** Cancels scheduled work, and resolves when nothing is in progress. */
  stop(): Promise<void>;
}
