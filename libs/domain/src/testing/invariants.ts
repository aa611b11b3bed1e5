import { expect } from 'vitest';
import type { StoredJob } from '../stored-job.ts';
import type { LambdaWorld } from './lambda-world.ts';
import type { Witness } from './lifecycle-commands.ts';
import type { MemoryJobStore } from './memory-job-store.ts';

/** What must hold at every moment, whatever happens: checks what is stored, bypassing the store's port. */
export class Invariants implements Witness {
  readonly #stored: MemoryJobStore;
  readonly #retryAttempts: number;
  #item: StoredJob | undefined;
  #final: StoredJob | undefined;
  #isDeleted = false;

  constructor(stored: MemoryJobStore, retryAttempts: number) {
    this.#stored = stored;
    this.#retryAttempts = retryAttempts;
  }

  check(world: LambdaWorld): void {
    this.#look(world.id);
    const running = world.attemptsInJob().length;
    expect(running, 'the work never runs twice at the same time').toBeLessThanOrEqual(1);
    if (running > 0) expect(['Running', 'Cancelled'], 'only a cancel ends a running job').toContain(this.#item?.status);
    if (world.cancelledUnstarted) expect(world.runs, 'a job that was cancelled before it started never runs').toBe(0);
    if (this.#retryAttempts === 0) {
      expect(world.runs, 'without retries the work runs at most once').toBeLessThanOrEqual(1);
      expect(world.mistakenFailures, "without retries an error of the job's own code is reported immediately").toBe(0);
    }
    this.#checkCounts(world);
    if (this.#item?.status === 'Success') {
      expect(world.answers, "results are the job's own").toContainEqual(this.#item.results);
    }
  }

  /** At the end, when nothing is under way any more. */
  checkNothingIsLost(world: LambdaWorld): void {
    expect([...world.failedReplays.values()], 'each archived record can be settled').toEqual([]);
    const ends = ['Success', 'Failure', 'Cancelled', ...(world.isLongAfter ? ['expired'] : [])];
    expect(ends, 'each job that was accepted ends').toContain(this.#item?.status ?? 'expired');
  }

  #checkCounts({ counts, unheard }: LambdaWorld): void {
    const known = this.#item ?? this.#final;
    const status = known?.status;
    const stored = {
      started: known?.startedAt === undefined ? 0 : 1,
      succeeded: status === 'Success' ? 1 : 0,
      failed: status === 'Failure' ? 1 : 0,
    };
    for (const metric of ['started', 'succeeded', 'failed'] as const) {
      if (unheard) expect(counts[metric], `${metric}: at most once`).toBeLessThanOrEqual(stored[metric]);
      else expect(counts[metric], `${metric}: exactly what is stored`).toBe(stored[metric]);
    }
  }

  #look(id: string): void {
    this.#item = this.#stored.jobs.get(id);
    if (this.#isDeleted) expect(this.#item, 'a job that was deleted never comes back').toBeUndefined();
    if (this.#final && this.#item) expect(this.#item, 'a final status never changes').toEqual(this.#final);
    else if (this.#final) this.#isDeleted = true;
    else if (this.#item && this.#item.status !== 'Running') this.#final = this.#item;
  }
}
