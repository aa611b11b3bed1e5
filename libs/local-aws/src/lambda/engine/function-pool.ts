import type { Environment, Invocation } from './environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Outcome } from './outcome.ts';

/** An invocation that needs an environment. */
export interface Run {
  readonly invocation: Invocation;
  /** Called when an environment starts the invocation. */
  start(coldStart: boolean): void;
  end(outcome: Outcome): void;
}

interface Warm {
  readonly environment: Environment;
  readonly since: number;
  readonly used: boolean;
}

interface Waiting {
  readonly run: Run;
  readonly since: number;
  /** Number of invocations served before this one was added. */
  readonly served: number;
}

/** The idle environments of one version of a function, and the invocations that wait for one. */
export class FunctionPool {
  definition: FunctionDefinition;
  readonly version: string;
  /** Number of all environments, including busy and starting ones. */
  size = 0;
  starting = 0;
  readonly #waiting: Waiting[] = [];
  #served = 0;
  /** Ordered by use; the most recently used one is taken first. */
  readonly #warm: Warm[] = [];

  constructor(definition: FunctionDefinition, version: string) {
    this.definition = definition;
    this.version = version;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether more invocations are waiting than environments are starting. */
  get hasUnserved(): boolean {
    return this.#waiting.length > this.starting;
  }

  /**
   * Whether to start another environment: the first few immediately; more if the first invocation without one has
   * waited for some time and, at the current rate, would have to wait at least as long again.
   */
  wantsMore(atOnce: number, now: number, patienceMs: number): boolean {
    const position = this.starting;
    const unserved = this.#waiting[position];
    if (!unserved) return false;
    if (this.size < atOnce) return true;
    const waitedMs = now - unserved.since;
    const served = this.#served - unserved.served;
    return waitedMs >= patienceMs && (position + 1) * waitedMs >= patienceMs * served;
  }

  wait(run: Run, since: number): void {
    this.#waiting.push({ run, since, served: this.#served });
  }

  /** The invocation that has waited longest. */
  next(): Run | undefined {
    const waiting = this.#waiting.shift();
    if (waiting) this.#served += 1;
    return waiting?.run;
  }

  get hasWarm(): boolean {
    return this.#warm.length > 0;
  }

  add(environment: Environment, since: number, used: boolean): void {
    this.#warm.push({ environment, since, used });
  }

  /** The warm environment that was used last. */
  take(): { readonly environment: Environment; readonly used: boolean } | undefined {
    return this.#warm.pop();
  }

  /** Removes and returns the environments that have been idle since before the given time, or all. */
  takeIdleSince(time = Infinity): Environment[] {
    const kept = this.#warm.findIndex(({ since }) => since > time);
    return this.#warm.splice(0, kept === -1 ? this.#warm.length : kept).map(({ environment }) => environment);
  }

  /** Removes and returns the environment that has been idle longest. */
  takeOldest(): Environment | undefined {
    return this.#warm.shift()?.environment;
  }

  remove(environment: Environment): void {
    this.size -= 1;
    const index = this.#warm.findIndex((each) => each.environment === environment);
    if (index >= 0) this.#warm.splice(index, 1);
  }
}
