import type { Clock, ClockTimer } from '../../kernel/index.ts';
import { EnvironmentProcess } from './environment-process.ts';
import type { ExitReason } from './exit-reason.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { exited, failed, notStarted, type Outcome, returned, timedOut, timeoutText } from './outcome.ts';
import type { ProcessReaper } from './process-reaper.ts';
import type { EnvironmentMessage, InvocationMessage } from './runtime/messages.ts';

/** Notifications from an environment to its owner. */
export interface EnvironmentListener {
  /** The code is loaded, and no invocation has been passed yet. */
  ready(): void;
  /** The environment ended before it was ready. @param outcomeOf the outcome of an invocation that waited for it */
  initFailed(outcomeOf: (requestId: string) => Outcome): void;
  /** The environment exceeded Lambda's time limit for initialisation (docs/facts/f.md#f18) and was terminated. */
  initTimedOut(): void;
  /** The environment ended later: exit, timeout or out of memory. Called before the running invocation ends. */
  lost(): void;
  log(line: string, requestId: string | undefined): void;
}

export interface EnvironmentPorts {
  readonly clock: Clock;
  readonly reaper: ProcessReaper;
  readonly variables: () => Record<string, string>;
}

// Loading code and short invocations take real time, at any speed of the clock.
const speedOf = (clock: Clock) => clock.relativeTime?.speed ?? 1;
const initTimeoutMs = (clock: Clock) => 10_000 * speedOf(clock);
const timeoutOf = ({ timeoutMs }: FunctionDefinition, clock: Clock) =>
  Math.max(timeoutMs, Math.min(timeoutMs, minRealTimeoutMs) * speedOf(clock));
const minRealTimeoutMs = 5_000;

export type Invocation = Omit<InvocationMessage, 'type' | 'deadlineMs' | 'time'>;

interface Current {
  readonly invocation: Invocation;
  readonly end: (outcome: Outcome) => void;
}

/**
 * One execution environment: a process with the function's code loaded. Runs one invocation at a time.
 *
 * How it differs from Lambda's: `/tmp` is the machine's, shared by all environments (and so outlives them); the code
 * folder is writable; nothing is frozen between invocations, so leftover timers still fire; the memory of processes
 * that the function starts doesn't count.
 */
export class Environment {
  readonly definition: FunctionDefinition;
  readonly startedAt: number;
  readonly #ports: EnvironmentPorts;
  readonly #process: EnvironmentProcess | undefined;
  readonly #listener: EnvironmentListener;
  #state: 'starting' | 'ready' | 'dead' = 'starting';
  #current: Current | undefined;
  /** The request id of the last invocation, which later log lines have, too (docs/facts/f.md#f19). */
  #requestId: string | undefined;
  #timer: ClockTimer | undefined;
  #unwatchClock: (() => void) | undefined;

  constructor(definition: FunctionDefinition, ports: EnvironmentPorts, listener: EnvironmentListener) {
    const { clock } = ports;
    this.definition = definition;
    this.startedAt = clock.now();
    this.#ports = ports;
    this.#listener = listener;
    this.#timer = clock.setTimer(initTimeoutMs(clock), () => {
      void this.terminate();
      listener.initTimedOut();
    });
    this.#process = this.#startProcess();
  }

  /** Runs an invocation under the function's time limit, which also counts while the environment still starts. */
  run(invocation: Invocation, end: (outcome: Outcome) => void): void {
    const { clock } = this.#ports;
    const { timeoutMs, logFormat } = this.definition;
    const { requestId } = invocation;
    this.#current = { invocation, end };
    this.#requestId = requestId;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(timeoutOf(this.definition, clock), () => {
      this.#process?.flushLogs();
      if (logFormat === 'Text')
        this.#log(`${new Date(clock.now()).toISOString()} ${requestId} ${timeoutText(timeoutMs)}`);
      this.#lose(timedOut(requestId, timeoutMs));
    });
    this.#unwatchClock = clock.watch?.((time) => this.#process?.send({ type: 'time', time }));
    if (this.#state === 'ready') this.#post(invocation);
  }

  /** The process id; undefined if the process could not be started. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Ends the environment if it uses more memory than its function has (docs/facts/b.md#b28). */
  limitMemory(usedBytes: number): void {
    if (usedBytes > this.definition.memorySizeMb * 1024 * 1024) this.#die((requestId) => exited(requestId, 'SIGKILL'));
  }

  /** Ends the process; an invocation that runs in it never reports an outcome. */
  async terminate(): Promise<void> {
    this.#state = 'dead';
    this.#finish();
    await this.#process?.kill();
  }

  #startProcess(): EnvironmentProcess | undefined {
    const { clock, reaper, variables } = this.#ports;
    try {
      const started: EnvironmentProcess = new EnvironmentProcess(this.definition, variables(), clock.relativeTime, {
        message: (message) => {
          this.#receive(message);
        },
        log: (line) => {
          this.#log(line);
        },
        ended: (reason) => {
          if (started.pid !== undefined) reaper.remove(started.pid);
          this.#die((requestId) => endedBy(reason, requestId));
        },
      });
      if (started.pid !== undefined) reaper.add(started.pid);
      return started;
    } catch (error) {
      // For example, invalid environment variables.
      queueMicrotask(() => {
        this.#die((requestId) => notStarted(requestId, error));
      });
      return undefined;
    }
  }

  #receive(message: Exclude<EnvironmentMessage, { readonly text: string }>): void {
    switch (this.#state) {
      case 'starting':
        if (message.type === 'ready') this.#becomeReady();
        else this.#die(() => outcomeOf(message));
        return;
      case 'ready':
        if (message.type !== 'ready') this.#end(outcomeOf(message));
        return;
      case 'dead':
    }
  }

  #becomeReady(): void {
    this.#state = 'ready';
    if (this.#current) {
      this.#post(this.#current.invocation);
      return;
    }
    this.#timer?.cancel();
    this.#listener.ready();
  }

  #post(invocation: Invocation): void {
    const { clock } = this.#ports;
    const time = clock.relativeTime;
    const deadlineMs = clock.now() + timeoutOf(this.definition, clock);
    this.#process?.send({ type: 'invocation', ...invocation, deadlineMs, ...(time && { time }) });
  }

  #end(outcome: Outcome): void {
    const current = this.#current;
    this.#process?.flushLogs();
    this.#finish();
    current?.end(outcome);
  }

  #die(outcome: (requestId: string) => Outcome): void {
    if (this.#state === 'dead') return;
    if (this.#current) {
      this.#lose(outcome(this.#current.invocation.requestId));
    } else if (this.#state === 'starting') {
      void this.terminate();
      this.#listener.initFailed(outcome);
    } else {
      this.#lose();
    }
  }

  /** The environment is replaced: its module state is gone (docs/facts/b.md#b30, docs/facts/f.md#f16). */
  #lose(outcome?: Outcome): void {
    const current = this.#current;
    this.#process?.flushLogs();
    void this.terminate();
    this.#listener.lost();
    if (outcome) current?.end(outcome);
  }

  /** Clears the state of an invocation that has ended. */
  #finish(): void {
    this.#current = undefined;
    this.#timer?.cancel();
    this.#unwatchClock?.();
    this.#unwatchClock = undefined;
  }

  #log(line: string): void {
    if (this.#state !== 'dead') this.#listener.log(line, this.#requestId);
  }
}

function outcomeOf(message: Exclude<EnvironmentMessage, { readonly text: string }>): Outcome {
  if (message.type === 'ready') throw new Error('An environment that is ready has no outcome.');
  return message.type === 'returned' ? returned(message.payload) : failed(message.payload);
}

function endedBy(reason: ExitReason | Error, requestId: string): Outcome {
  return reason instanceof Error ? notStarted(requestId, reason) : exited(requestId, reason);
}
