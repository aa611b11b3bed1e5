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

interface Waiting {
  readonly run: Run;
  readonly since: number;
  /** How many had been served before. */
  readonly served: number;
}

/** The environments of one version of a function that have nothing to do, and the invocations that wait for one. */
export class FunctionPool {
  definition: FunctionDefinition;
  readonly version: string;
  /** All environments, those at work or starting too. */
  size = 0;
  starting = 0;
  readonly #waiting: Waiting[] = [];
  #served = 0;
  /** The one used last is last, and is taken first. */
  readonly #warm: Warm[] = [];

  constructor(definition: FunctionDefinition, version: string) {
    this.definition = definition;
    this.version = version;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether more invocations wait than environments are on their way. */
  get hasUnserved(): boolean {
    return this.#waiting.length > this.starting;
  }

  /**
   * Whether to start another environment: the first few at once; more when the first invocation without one has waited
   * for some time, and would still wait for as long at the pace at which the others have been served meanwhile.
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
