import type { Clock, PendingWork, ReportEvent, Timers } from '../../kernel/index.ts';
import type { Archive } from './archive.ts';
import { type BusEvent, replayed } from './event.ts';

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** The input of StartReplay. Times are epoch milliseconds. */
export interface ReplayRequest {
  readonly name: string;
  readonly archiveArn: string;
  readonly from: number;
  readonly to: number;
  readonly destination: {
    readonly busArn: string;
    /** The rules that receive the events. @default all rules of the bus (docs/facts/c.md#c19) */
    readonly ruleArns?: readonly string[];
  };
  readonly description?: string;
}

/** The output of DescribeReplay (docs/facts/c.md#c11). */
export interface ReplayDescription extends ReplayRequest {
  readonly arn: string;
  readonly state: ReplayState;
  readonly stateReason?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The `time` of the event that was replayed last. */
  readonly lastEventTime?: number;
}

/** How long the parts of a replay take, in milliseconds (docs/facts/c.md#c18). */
export interface ReplayTiming {
  /** From STARTING to RUNNING. @default 0 */
  readonly startMs?: number;
  /** For each minute of the archive that has events. @default 0 */
  readonly perMinuteMs?: number;
}

export interface ReplayPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly work: PendingWork;
  readonly report: ReportEvent;
  readonly timing: ReplayTiming;
  /** Sends an event to the chosen rules. */
  readonly dispatch: (event: BusEvent) => Promise<void>;
}

export interface Replay {
  readonly describe: () => ReplayDescription;
  readonly cancel: () => void;
}

const activeStates: readonly ReplayState[] = ['STARTING', 'RUNNING', 'CANCELLING'];

export const isActive = (replay: Replay): boolean => activeStates.includes(replay.describe().state);

/** Starts a replay, minute by minute of the events' own time (docs/facts/c.md#c18). */
export function startReplay(request: ReplayRequest, arn: string, archive: Archive, ports: ReplayPorts): Replay {
  const { clock, timers, work, report, timing, dispatch } = ports;
  let description: ReplayDescription = { ...request, arn, state: 'STARTING', startedAt: clock.now() };
  const cancelled = () => description.state === 'CANCELLING';

  const replayMinute = async (events: readonly BusEvent[]): Promise<void> => {
    for (const archived of events) {
      if (cancelled()) return;
      const event = replayed(archived, request.name);
      report({ type: 'event-replayed', replayName: request.name, eventId: event.id, detail: event.detail });
      await dispatch(event);
      description = { ...description, lastEventTime: Date.parse(event.time) };
    }
  };
  const fail = (error: unknown): void => {
    const stateReason = error instanceof Error ? error.message : String(error);
    description = { ...description, state: 'FAILED', stateReason, endedAt: clock.now() };
  };
  const later = (delayMs: number, step: () => Promise<void>): void => {
    const start = () => void work.track(Promise.resolve().then(step).catch(fail));
    if (delayMs > 0) timers.set(delayMs, start);
    else start();
  };
  const continueWith = async ([minute, ...rest]: readonly (readonly BusEvent[])[]): Promise<void> => {
    if (minute && !cancelled()) {
      await replayMinute(minute);
      later(timing.perMinuteMs ?? 0, () => continueWith(rest));
    } else {
      description = { ...description, state: cancelled() ? 'CANCELLED' : 'COMPLETED', endedAt: clock.now() };
    }
  };

  later(timing.startMs ?? 0, async () => {
    if (!cancelled()) description = { ...description, state: 'RUNNING' };
    await continueWith(byMinute(await archive.read(request.from, request.to)));
  });
  return {
    describe: () => description,
    cancel: () => {
      description = { ...description, state: 'CANCELLING' };
    },
  };
}

function byMinute(events: readonly BusEvent[]): BusEvent[][] {
  const minutes = Map.groupBy(events, ({ time }) => Math.floor(Date.parse(time) / 60_000));
  return [...minutes].sort(([a], [b]) => a - b).map(([, ofMinute]) => ofMinute);
}
