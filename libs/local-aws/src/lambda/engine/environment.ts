import type { Worker } from 'node:worker_threads';
import type { Clock, ClockTimer } from '../../kernel/index.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { exited, failed, type Outcome, returned, timedOut, timeoutText } from './outcome.ts';
import type { EnvironmentMessage, InvocationMessage } from './worker/messages.ts';
import { endedBy, newWorker } from './worker-thread.ts';

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

// Loading code, and what a function does in its shortest time, take real time, however fast the clock passes.
const speedOf = (clock: Clock) => clock.sharedTime?.[0] ?? 1;
const initTimeoutMs = (clock: Clock) => 10_000 * speedOf(clock);
const timeoutOf = ({ timeoutMs }: FunctionDefinition, clock: Clock) =>
  Math.max(timeoutMs, Math.min(timeoutMs, shortestTimeoutMs) * speedOf(clock));
const shortestTimeoutMs = 5_000;

export type Invocation = Omit<InvocationMessage, 'deadlineMs'>;

/**
 * One execution environment: a worker thread with the function's code loaded. Runs one invocation at a time.
 *
 * Where it differs from Lambda's: `/tmp` is the machine's, shared by all environments (and so outlives them); the working
 * folder and the time zone are those of this process; nothing is frozen between invocations, so timers left over still
 * fire; one allocation beyond V8's own limit ends this whole process.
 */
export class Environment {
  readonly definition: FunctionDefinition;
  readonly startedAt: number;
  readonly #clock: Clock;
  readonly #worker: Worker | undefined;
  readonly #listener: EnvironmentListener;
  #state: 'starting' | 'ready' | 'dead' = 'starting';
  #current: { readonly invocation: Invocation; readonly end: (outcome: Outcome) => void } | undefined;
  #timer: ClockTimer | undefined;
  /** The invocation whose memory is being looked at. */
  #checked: object | undefined;

  constructor(
    definition: FunctionDefinition,
    variables: () => Record<string, string>,
    clock: Clock,
    listener: EnvironmentListener,
  ) {
    this.definition = definition;
    this.startedAt = clock.now();
    this.#clock = clock;
    this.#listener = listener;
    this.#timer = clock.setTimer(initTimeoutMs(clock), () => {
      void this.terminate();
      listener.initTimedOut();
    });
    this.#worker = this.#startWorker(variables);
  }

  /** Runs an invocation under the function's time limit, which also counts while the environment still starts. */
  run(invocation: Invocation, end: (outcome: Outcome) => void): void {
    const { timeoutMs, logFormat } = this.definition;
    const { requestId } = invocation;
    this.#current = { invocation, end };
    this.#timer?.cancel();
    this.#timer = this.#clock.setTimer(timeoutOf(this.definition, this.#clock), () => {
      if (logFormat === 'Text') this.#log(`${this.#isoTime()} ${requestId} ${timeoutText(timeoutMs)}`);
      this.#lose(timedOut(requestId, timeoutMs));
    });
    if (this.#state === 'ready') this.#post(invocation);
  }

  /** Ends an invocation that uses more memory than the function has (docs/facts/b.md#b28). */
  async checkMemory(): Promise<void> {
    const current = this.#current;
    if (!current || this.#state !== 'ready' || this.#checked === current) return;
    this.#checked = current;
    const used = await this.#usedBytes();
    this.#checked = undefined;
    const tooMuch = used > this.definition.memorySizeMb * 1024 * 1024;
    if (tooMuch && this.#current === current) this.#die((requestId) => exited(requestId, 'killed'));
  }

  /** Ends the thread; an invocation that runs in it is never heard of again. */
  async terminate(): Promise<void> {
    this.#state = 'dead';
    this.#current = undefined;
    this.#timer?.cancel();
    this.#worker?.removeAllListeners();
    // A thread that is stopped may report what that broke in it.
    this.#worker?.on('error', () => undefined);
    await this.#worker?.terminate();
  }

  #startWorker(variables: () => Record<string, string>): Worker | undefined {
    try {
      const worker = newWorker(this.definition, variables(), this.#clock);
      worker.on('message', (message: EnvironmentMessage) => {
        this.#receive(message);
      });
      worker.on('error', (error: unknown) => {
        this.#die((requestId) => endedBy(error, requestId));
      });
      worker.on('exit', (exitCode) => {
        this.#die((requestId) => exited(requestId, exitCode));
      });
      return worker;
    } catch (error) {
      // Such as an option in NODE_OPTIONS that there isn't.
      queueMicrotask(() => {
        this.#die((requestId) => endedBy(error, requestId));
      });
      return undefined;
    }
  }

  #receive(message: EnvironmentMessage): void {
    switch (message.type) {
      case 'log':
        this.#log(message.line);
        return;
      case 'ready':
        this.#state = 'ready';
        if (this.#current) this.#post(this.#current.invocation);
        else this.#becomeReady();
        return;
      case 'returned':
        this.#end(returned(message.payload));
        return;
      case 'killed':
        this.#die((requestId) => exited(requestId, message.signal));
        return;
      case 'failed':
        if (message.exits) this.#die(() => failed(message.error));
        else this.#end(failed(message.error));
    }
  }

  #becomeReady(): void {
    this.#timer?.cancel();
    this.#listener.ready();
  }

  #post(invocation: Invocation): void {
    const message: InvocationMessage = {
      ...invocation,
      deadlineMs: this.#clock.now() + timeoutOf(this.definition, this.#clock),
    };
    this.#worker?.postMessage(message);
  }

  #end(outcome: Outcome): void {
    const current = this.#current;
    this.#current = undefined;
    this.#timer?.cancel();
    current?.end(outcome);
  }

  #die(outcomeOf: (requestId: string) => Outcome): void {
    if (this.#state === 'dead') return;
    if (this.#current) {
      this.#lose(outcomeOf(this.#current.invocation.requestId));
    } else if (this.#state === 'starting') {
      void this.terminate();
      this.#listener.initFailed(outcomeOf);
    } else {
      this.#lose();
    }
  }

  /** The environment is replaced: its module state is gone (docs/facts/b.md#b30, docs/facts/f.md#f16). */
  #lose(outcome?: Outcome): void {
    const current = this.#current;
    void this.terminate();
    this.#listener.lost();
    if (outcome) current?.end(outcome);
  }

  async #usedBytes(): Promise<number> {
    try {
      const used = await this.#worker?.getHeapStatistics();
      return used ? used.used_heap_size + used.external_memory : 0;
    } catch {
      // The thread has ended meanwhile, which its `exit` tells.
      return 0;
    }
  }

  #log(line: string): void {
    this.#listener.log(line, this.#current?.invocation.requestId);
  }

  #isoTime(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
