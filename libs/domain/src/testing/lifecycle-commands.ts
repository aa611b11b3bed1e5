import * as fc from 'fast-check';
import type { LambdaWorld } from './lambda-world.ts';
import { possibleEvents } from './lifecycle-events.ts';

/** Looks at the store after each event. */
export interface Witness {
  check(world: LambdaWorld): void;
}

/** One of the events that are possible when its turn comes. Each command is of use, whatever came before. */
class NextEvent implements fc.AsyncCommand<LambdaWorld, Witness> {
  readonly #choice: number;
  #name = 'not run';

  constructor(choice: number) {
    this.#choice = choice;
  }

  check(): boolean {
    return true;
  }

  async run(world: LambdaWorld, witness: Witness): Promise<void> {
    const events = possibleEvents(world);
    let place = this.#choice * events.reduce((sum, { weight }) => sum + weight, 0);
    const event = events.find(({ weight }) => (place -= weight) < 0);
    this.#name = event?.name ?? 'nothing';
    await event?.happen();
    witness.check(world);
  }

  toString(): string {
    return this.#name;
  }
}

const choices = 1_000_000;

export const lifecycleCommands = fc
  .noBias(fc.nat({ max: choices - 1 }))
  .map((choice) => new NextEvent(choice / choices));
