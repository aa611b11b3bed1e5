import type { Clock, ClockTimer } from '../../kernel/index.ts';
import { EnvironmentProcess } from './environment-process.ts';
import type { ExitReason } from './exit-reason.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { exited, failed, notStarted, type Outcome, returned, timedOut, timeoutText } from './outcome.ts';
import type { ProcessReaper } from './process-reaper.ts';
import type { EnvironmentMessage, InvocationMessage } from './runtime/messages.ts';

/** What an environment tells its owner. */
export interface EnvironmentListener {
  /** The code is loaded, and no invocation has been given yet. */
  ready(): void;
  /** It ended before it was ready; what that makes of an invocation that waited for it. */
  initFailed(outcomeOf: (requestId: string) => Outcome): void;
  /** It was not ready in the time that Lambda gives the initialisation (docs/facts/f.md#f18), and has been ended. */
  initTimedOut(): void;
  /** It ended later: by an exit, a timeout, too much memory. Told before the end of the invocation that ran. */
  lost(): void;
  log(line: string, requestId: string | undefined): void;
}

export interface EnvironmentPorts {
  readonly clock: Clock;
  readonly reaper: ProcessReaper;
  readonly variables: () => Record<string, string>;
}

// Loading code, and what a function does in its shortest time, take real time, however fast the clock passes.
const speedOf = (clock: Clock) => clock.relativeTime?.speed ?? 1;
const initTimeoutMs = (clock: Clock) => 10_000 * speedOf(clock);
const timeoutOf = ({ timeoutMs }: FunctionDefinition, clock: Clock) =>
  Math.max(timeoutMs, Math.min(timeoutMs, shortestTimeoutMs) * speedOf(clock));
const shortestTimeoutMs = 5_000;

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
  /** Of the last invocation, also after its end: what is logged then has it, too (docs/facts/f.md#f19). */
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

  /** The id of its process; undefined when that could not be started. */
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
      // Such as variables that no process can have.
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

  /** Clears what belongs to an invocation; none runs any more. */
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
