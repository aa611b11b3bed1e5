import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { JobsTable } from './jobs-table.ts';
import type { LambdaWorld } from './lambda-world.ts';
import type { Witness } from './lifecycle-commands.ts';

/** What must hold at every moment, whatever happens: looks at the table itself, past the store. */
export class Invariants implements Witness {
  readonly #table: JobsTable;
  readonly #retryAttempts: number;
  #items: readonly (Record<string, unknown> | undefined)[] = [];
  #putsSeen = -1;
  readonly #finals = new Map<string, unknown>();

  constructor(table: JobsTable, retryAttempts: number) {
    this.#table = table;
    this.#retryAttempts = retryAttempts;
  }

  async check(world: LambdaWorld): Promise<void> {
    if (this.#putsSeen !== world.puts) {
      this.#putsSeen = world.puts;
      this.#items = await Promise.all(world.ids.map((id) => this.#itemOf(id)));
    }
    for (const [index, id] of world.ids.entries()) this.#checkJob(id, this.#items[index], world);
  }

  /** At the end, when nothing is under way any more. */
  async checkNoJobIsLost(world: LambdaWorld): Promise<void> {
    for (const id of new Set(world.entries.map(({ event }) => event.id))) {
      expect(['Success', 'Failure'], `job ${id} has ended`).toContain((await this.#itemOf(id))?.['status']);
    }
  }

  #checkJob(id: string, item: Record<string, unknown> | undefined, world: LambdaWorld): void {
    const running = world.attemptsInJob(id);
    expect(running.length, 'the work never runs twice at the same time').toBeLessThanOrEqual(1);
    if (this.#retryAttempts === 0) {
      expect(world.runs.get(id) ?? 0, 'without retries the work runs at most once').toBeLessThanOrEqual(1);
    }
    if (running.length > 0) expect(item?.['status'], 'nothing else ends a running job').toBe('Running');
    if (this.#finals.has(id)) expect(item, 'a final status never changes').toEqual(this.#finals.get(id));
    else if (item && item['status'] !== 'Running') this.#finals.set(id, item);
    if (item?.['status'] === 'Success') {
      const results: unknown = JSON.parse(String(item['results']));
      expect(world.answers.get(id), "results are the job's own").toContainEqual(results);
    }
  }

  async #itemOf(id: string): Promise<Record<string, unknown> | undefined> {
    const get = new GetCommand({ TableName: this.#table.tableName, Key: { id }, ConsistentRead: true });
    return (await this.#table.client.send(get)).Item;
  }
}
