import { expect } from 'vitest';
import type { JobsTable } from './jobs-table.ts';
import type { LambdaWorld } from './lambda-world.ts';
import type { Witness } from './lifecycle-commands.ts';

interface JobItem {
  readonly status: string;
  readonly results?: string;
  readonly startedAt?: string;
}

/** What must hold at every moment, whatever happens: looks at the table itself, past the store. */
export class Invariants implements Witness {
  readonly #table: JobsTable;
  readonly #retryAttempts: number;
  #item: JobItem | undefined;
  #final: JobItem | undefined;
  #putsSeen = 0;

  constructor(table: JobsTable, retryAttempts: number) {
    this.#table = table;
    this.#retryAttempts = retryAttempts;
  }

  async check(world: LambdaWorld): Promise<void> {
    if (this.#putsSeen !== world.puts) {
      this.#putsSeen = world.puts;
      await this.#look(world.id);
    }
    const running = world.attemptsInJob().length;
    expect(running, 'the work never runs twice at the same time').toBeLessThanOrEqual(1);
    if (running > 0) expect(this.#item?.status, 'nothing else ends a running job').toBe('Running');
    if (this.#retryAttempts === 0) {
      expect(world.runs, 'without retries the work runs at most once').toBeLessThanOrEqual(1);
    }
    this.#checkCounts(world);
    if (this.#item?.status === 'Success') {
      expect(world.answers, "results are the job's own").toContainEqual(JSON.parse(this.#item.results ?? ''));
    }
  }

  /** At the end, when nothing is under way any more. */
  checkNothingIsLost(): void {
    expect(['Success', 'Failure'], 'each job that was accepted ends').toContain(this.#item?.status);
  }

  #checkCounts({ counts, unheard }: LambdaWorld): void {
    const { status, startedAt } = this.#item ?? {};
    const stored = {
      started: startedAt === undefined ? 0 : 1,
      succeeded: status === 'Success' ? 1 : 0,
      failed: status === 'Failure' ? 1 : 0,
    };
    for (const metric of ['started', 'succeeded', 'failed'] as const) {
      if (unheard) expect(counts[metric], `${metric}: at most once`).toBeLessThanOrEqual(stored[metric]);
      else expect(counts[metric], `${metric}: exactly what is stored`).toBe(stored[metric]);
    }
  }

  async #look(id: string): Promise<void> {
    this.#item = (await this.#table.itemOf(id)) as JobItem | undefined;
    if (this.#final) expect(this.#item, 'a final status never changes').toEqual(this.#final);
    else if (this.#item && this.#item.status !== 'Running') this.#final = this.#item;
  }
}
