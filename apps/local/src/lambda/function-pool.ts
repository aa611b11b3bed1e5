import type { Environment, Invocation } from './environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Outcome } from './outcome.ts';

/** An invocation that wants an environment. */
export interface Run {
  readonly invocation: Invocation;
  /** An environment has taken it. */
  start(coldStart: boolean): void;
  end(outcome: Outcome): void;
}

interface Warm {
  readonly environment: Environment;
  readonly since: number;
  readonly used: boolean;
}

/** One function's environments that have nothing to do, and the invocations that wait for one. */
export class FunctionPool {
  definition: FunctionDefinition;
  /** All environments, those at work or starting too. */
  size = 0;
  starting = 0;
  readonly #waiting: { readonly run: Run; readonly since: number }[] = [];
  /** The one used last is last, and is taken first. */
  readonly #warm: Warm[] = [];

  constructor(definition: FunctionDefinition) {
    this.definition = definition;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether more invocations wait than environments are on their way. */
  get hasUnserved(): boolean {
    return this.#waiting.length > this.starting;
  }

  /** Whether to start another environment: the first few at once, more for an invocation that waits since some time. */
  wantsMore(atOnce: number, waitedSince: number): boolean {
    const unserved = this.#waiting[this.starting];
    return unserved !== undefined && (this.size < atOnce || unserved.since <= waitedSince);
  }

  wait(run: Run, since: number): void {
    this.#waiting.push({ run, since });
  }

  /** The invocation that has waited longest. */
  next(): Run | undefined {
    return this.#waiting.shift()?.run;
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

  /** Takes out the environments that are warm since before a time, or all. */
  takeIdleSince(time = Infinity): Environment[] {
    const kept = this.#warm.findIndex(({ since }) => since > time);
    return this.#warm.splice(0, kept === -1 ? this.#warm.length : kept).map(({ environment }) => environment);
  }

  /** Takes out the environment that has had nothing to do for longest. */
  takeOldest(): Environment | undefined {
    return this.#warm.shift()?.environment;
  }

  remove(environment: Environment): void {
    this.size -= 1;
    const index = this.#warm.findIndex((each) => each.environment === environment);
    if (index >= 0) this.#warm.splice(index, 1);
  }
}
