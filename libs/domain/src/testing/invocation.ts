import { JobStoreUnavailableError } from '../errors.ts';
import type { JobStore } from '../job-store.ts';

/**
 * How an operation of the store goes wrong: it is not done, it is done and its response is lost, it is done at some
 * later time, or it is done and repeated by the SDK, which returns the second outcome.
 */
export type Fault = 'not-done' | 'answer-lost' | 'done-later' | 'repeated';

type Ended = { readonly result: unknown } | { readonly error: unknown };

/**
 * One run of code that stops before each operation of the store, and inside the job's code, until it is told to
 * continue.
 */
export class Invocation {
  stoppedAt: 'store' | 'job' | 'end' = 'end';
  enteredJob = false;
  /** Whether the job's signal was aborted. */
  isToldToStop = false;
  ended: Ended | undefined;
  readonly store: JobStore;
  readonly #landLater: (operation: () => Promise<unknown>) => void;
  #operation: (() => Promise<unknown>) | undefined;
  #goOn: (value: unknown) => void = ignore;
  #stop = Promise.withResolvers<undefined>();

  constructor(store: JobStore, landLater: (operation: () => Promise<unknown>) => void) {
    this.#landLater = landLater;
    this.store = {
      // Work beside the job's code is not stopped: it never changes how the job ends.
      find: (job, staleness) => (staleness ? store.find(job, staleness) : this.#throughStore(() => store.find(job))),
      put: (job, expected) =>
        'progress' in job ? store.put(job, expected) : this.#throughStore(() => store.put(job, expected)),
    };
  }

  /** Runs the code up to its first stop. */
  async start(code: () => Promise<unknown>): Promise<void> {
    void code().then(
      (result) => {
        this.#end({ result });
      },
      (error: unknown) => {
        this.#end({ error });
      },
    );
    await this.#stop.promise;
  }

  /** The job's code: it waits, and then does what `continueJob` says. */
  async job(): Promise<unknown> {
    this.enteredJob = true;
    const behave = await this.#stopAt<() => unknown>('job');
    return behave();
  }

  async continueJob(behave: () => unknown): Promise<void> {
    await this.#continue(behave);
  }

  async continueStore(fault?: Fault): Promise<void> {
    await this.#continue(fault);
  }

  /** The code never continues. What it had asked of the store can still be done. */
  kill(operationLands: boolean): void {
    if (this.stoppedAt === 'store' && operationLands && this.#operation) this.#landLater(this.#operation);
    this.stoppedAt = 'end';
  }

  async #throughStore<T>(operation: () => Promise<T>): Promise<T> {
    this.#operation = operation;
    const fault = await this.#stopAt<Fault | undefined>('store');
    if (fault === undefined) return await operation();
    if (fault === 'answer-lost' || fault === 'repeated') await operation();
    if (fault === 'repeated') return await operation();
    if (fault === 'done-later') this.#landLater(operation);
    throw new JobStoreUnavailableError(`The store is not available: ${fault}.`);
  }

  #stopAt<T>(place: 'store' | 'job'): Promise<T> {
    this.stoppedAt = place;
    const { promise, resolve } = Promise.withResolvers<T>();
    this.#goOn = resolve as (value: unknown) => void;
    this.#stop.resolve(undefined);
    return promise;
  }

  async #continue(value: unknown): Promise<void> {
    this.#stop = Promise.withResolvers();
    this.#goOn(value);
    await this.#stop.promise;
  }

  #end(ended: Ended): void {
    this.stoppedAt = 'end';
    this.ended = ended;
    this.#stop.resolve(undefined);
  }
}

const ignore = () => undefined;
