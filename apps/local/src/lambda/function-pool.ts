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

/** The environments of one function that have nothing to do, and the invocations that wait for one. */
export class FunctionPool {
  definition: FunctionDefinition;
  starting = 0;
  readonly waiting: Run[] = [];
  /** The one used last is last, and is taken first. */
  readonly #warm: Warm[] = [];

  constructor(definition: FunctionDefinition) {
    this.definition = definition;
  }

  /** Whether more environments are wanted than are on their way. */
  get wantsMore(): boolean {
    return this.waiting.length > this.starting;
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
    const index = this.#warm.findIndex((each) => each.environment === environment);
    if (index >= 0) this.#warm.splice(index, 1);
  }
}
