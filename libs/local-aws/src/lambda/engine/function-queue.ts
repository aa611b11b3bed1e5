import { type Attempt, type EndedAttempt, reportEnd, runAttempt } from './attempt.ts';
import type { Destinations } from './destinations.ts';
import type { EnvironmentPool } from './environment-pool.ts';
import { throttled } from './errors.ts';
import { invocationRecord } from './failure-record.ts';
import {
  type AsynchronousConfiguration,
  type FunctionDefinition,
  qualifierNamedBy,
  unreservedConcurrency,
} from './function-definition.ts';
import { exited, type Outcome } from './outcome.ts';
import type { PendingEvent } from './pending-event.ts';
import type { FunctionFault, LambdaPorts } from './ports.ts';
import type { QueuedEvent, QueueWatcher } from './queued-event.ts';
import { ReadyEvents } from './ready-events.ts';
import { afterFailure, backOffMs, type Condition, isTooOld } from './retry-schedule.ts';

/** How long an event waits when the journal could not record its attempt. */
const journalRetryMs = 1_000;

/**
 * One function's events and its concurrency. Without free concurrency or capacity on this machine, events wait, first
 * in, first out, and run as soon as an invocation ends; Lambda would wait at most for its back-off. No retry is
 * consumed (docs/facts/b.md#b11).
 */
export class FunctionQueue {
  readonly #ports: LambdaPorts;
  readonly #pool: EnvironmentPool;
  readonly #destinations: Destinations;
  readonly #watcher: QueueWatcher;
  readonly #events = new Set<QueuedEvent>();
  readonly #ready: ReadyEvents;
  readonly #callers = new Set<(error: Error) => void>();
  #definition: FunctionDefinition;
  #running = 0;
  #delivering = 0;
  #stopped = false;

  constructor(
    definition: FunctionDefinition,
    ports: LambdaPorts,
    pool: EnvironmentPool,
    destinations: Destinations,
    watcher: QueueWatcher,
  ) {
    this.#definition = definition;
    this.#ports = ports;
    this.#pool = pool;
    this.#destinations = destinations;
    this.#watcher = watcher;
    this.#ready = new ReadyEvents(
      ports.clock,
      ({ pending }) => this.#reasonNotToRun(pending) === 'EventAgeExceeded',
      (event) => {
        this.#finish(event, 'EventAgeExceeded');
      },
    );
    pool.define(definition);
  }

  get definition(): FunctionDefinition {
    return this.#definition;
  }

  /** Number of running invocations. */
  get running(): number {
    return this.#running;
  }

  get isIdle(): boolean {
    return this.#running === 0 && this.#ready.isEmpty && this.#delivering === 0;
  }

  pending(): PendingEvent[] {
    return [...this.#events].map(({ pending }) => pending);
  }

  /** Events in the queue run with the new definition (docs/facts/b.md#b16). */
  update(definition: FunctionDefinition): void {
    this.#definition = definition;
    this.#pool.define(definition);
    this.pump();
  }

  /** Adds an event; if it comes from the journal and an attempt was running, that attempt counts as killed. */
  add(pending: PendingEvent): void {
    const event: QueuedEvent = { pending, throttles: 0 };
    this.#events.add(event);
    switch (pending.state) {
      case 'queued':
        this.#makeReady(event);
        return;
      case 'waiting':
        this.#wait(event, (pending.nextAttemptAt ?? 0) - this.#ports.clock.now());
        return;
      case 'running':
        this.#afterAttempt(event, { outcome: exited(pending.requestId, 'SIGKILL'), durationMs: 0 });
        return;
      case 'delivering':
        this.#finish(event, pending.condition ?? 'RetriesExhausted');
    }
  }

  /**
   * Runs the function once for a synchronous caller.
   * @throws InvokeError when there is no concurrency for it (docs/facts/b.md#b14)
   */
  async invoke(attempt: Attempt): Promise<Outcome> {
    const fault = this.#faultBefore(attempt);
    if (this.#atLimit() || fault?.kind === 'throttle')
      throw throttled(this.#definition.reservedConcurrency !== undefined);
    return await new Promise((resolve, reject) => {
      this.#callers.add(reject);
      this.#run(attempt, fault, (ended) => {
        this.#callers.delete(reject);
        reportEnd(this.#definition.name, attempt, ended, this.#ports.report);
        resolve(ended.outcome);
      });
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#ready.stop();
    for (const event of this.#events) event.timer?.cancel();
    for (const reject of this.#callers) reject(new Error('Lambda was stopped during the invocation.'));
  }

  #atLimit(): boolean {
    return this.#running >= (this.#definition.reservedConcurrency ?? unreservedConcurrency);
  }

  #faultBefore(attempt: Attempt) {
    return this.#ports.faults?.before(this.#definition.name, attempt);
  }

  #run(attempt: Attempt, fault: FunctionFault | undefined, end: (ended: EndedAttempt) => void): void {
    this.#running += 1;
    runAttempt(this.#definition, attempt, fault, this.#pool, this.#ports, (ended) => {
      if (this.#stopped) return;
      this.#running -= 1;
      end(ended);
      this.pump();
      this.#watcher.settled();
    });
  }

  #makeReady(event: QueuedEvent): void {
    this.#ready.push(event);
    this.pump();
    if (event.pending.state !== 'queued') return;
    this.#throttle(event);
    this.#ready.watchAges(this.#shortestEventAgeMs());
  }

  #asynchronous({ invokedFunctionArn }: PendingEvent): AsynchronousConfiguration {
    return qualifierNamedBy(this.#definition, invokedFunctionArn).asynchronous;
  }

  #shortestEventAgeMs(): number {
    const ages = Object.values(this.#definition.qualifiers).map((each) => each.asynchronous.maximumEventAgeSeconds);
    return Math.min(...ages) * 1000;
  }

  #throttle(event: QueuedEvent): number {
    event.throttles += 1;
    const retryInMs = backOffMs(event.throttles);
    const { requestId } = event.pending;
    this.#ports.report({ type: 'invocation-throttled', functionName: this.#definition.name, requestId, retryInMs });
    return retryInMs;
  }

  /** Starts all events that may start now. */
  pump(): void {
    for (let event = this.#ready.peek(); event && !this.#stopped; event = this.#ready.peek()) {
      const condition = this.#reasonNotToRun(event.pending);
      if (!condition && (this.#atLimit() || !this.#pool.hasRoomFor(this.#definition.logicalId))) return;
      this.#ready.shift();
      if (condition) this.#finish(event, condition);
      else this.#attempt(event);
    }
  }

  #reasonNotToRun(event: PendingEvent): Condition | undefined {
    if (this.#definition.reservedConcurrency === 0) return 'ZeroReservedConcurrency';
    const ageMs = this.#ports.clock.now() - event.acceptedAt;
    return isTooOld(ageMs, this.#asynchronous(event)) ? 'EventAgeExceeded' : undefined;
  }

  #attempt(event: QueuedEvent): void {
    const attempt: Attempt = { ...event.pending, attempt: event.pending.attempts + 1 };
    const fault = this.#faultBefore(attempt);
    if (fault?.kind === 'throttle') {
      this.#wait(event, this.#throttle(event));
      return;
    }
    event.throttles = 0;
    this.#change(event, { state: 'running' });
    if (this.#ports.journal?.isBehind) {
      this.#wait(event, journalRetryMs);
      return;
    }
    this.#run(attempt, fault, (ended) => {
      this.#afterAttempt(event, ended);
    });
  }

  #afterAttempt(event: QueuedEvent, ended: EndedAttempt): void {
    const { outcome } = ended;
    const { acceptedAt, attempts } = event.pending;
    const attempt: Attempt = { ...event.pending, attempt: attempts + 1 };
    event.pending = { ...event.pending, attempts: attempts + 1, lastResponse: outcome };
    const next = outcome.functionError
      ? afterFailure(attempts + 1, this.#ports.clock.now() - acceptedAt, this.#asynchronous(event.pending))
      : ({ condition: 'Success' } as const);
    const retryInMs = 'retryInMs' in next ? next.retryInMs : undefined;
    reportEnd(this.#definition.name, attempt, ended, this.#ports.report, retryInMs);
    if ('retryInMs' in next) this.#wait(event, next.retryInMs);
    else this.#finish(event, next.condition);
  }

  #wait(event: QueuedEvent, delayMs: number): void {
    const { clock } = this.#ports;
    this.#change(event, { state: 'waiting', nextAttemptAt: clock.now() + delayMs });
    event.timer = clock.setTimer(Math.max(0, delayMs), () => {
      delete event.timer;
      this.#change(event, { state: 'queued' });
      this.#makeReady(event);
    });
  }

  #finish(event: QueuedEvent, condition: Condition): void {
    const { onSuccess, onFailure } = this.#asynchronous(event.pending);
    const destination = condition === 'Success' ? onSuccess : onFailure;
    if (destination === undefined) {
      this.#done(event);
      return;
    }
    this.#change(event, { state: 'delivering', condition });
    this.#delivering += 1;
    const record = invocationRecord(this.#definition, event.pending, condition, this.#ports.clock.now());
    void this.#destinations.deliver(this.#definition, record, destination).then(() => {
      this.#delivering -= 1;
      if (!this.#stopped) this.#done(event);
    });
  }

  #done(event: QueuedEvent): void {
    this.#events.delete(event);
    this.#ports.journal?.finished(event.pending);
    this.#watcher.finished(event.pending);
    this.#watcher.settled();
  }

  #change(event: QueuedEvent, change: Partial<PendingEvent>): void {
    event.pending = { ...event.pending, ...change };
    this.#ports.journal?.changed(event.pending);
  }
}
