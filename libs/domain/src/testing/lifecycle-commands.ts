import * as fc from 'fast-check';
import type { Fault } from './invocation.ts';
import type { LambdaWorld } from './lambda-world.ts';

/** Looks at the store after each command. */
export interface Witness {
  check(world: LambdaWorld): Promise<void>;
}

type Command = fc.AsyncCommand<LambdaWorld, Witness>;

/** Something that can happen to one of those that it can happen to. */
function eventFor<T>(
  name: string,
  candidates: (world: LambdaWorld) => readonly T[],
  happen: (world: LambdaWorld, candidate: T) => void | Promise<void>,
): fc.Arbitrary<Command> {
  return fc.nat({ max: 7 }).map((choice) => ({
    check: (world) => candidates(world as LambdaWorld).length > 0,
    run: async (world, witness) => {
      const all = candidates(world);
      await happen(world, all[choice % all.length] as T);
      await witness.check(world);
    },
    toString: () => `${name}#${choice}`,
  }));
}

const always = () => [undefined];
const faults: (Fault | undefined)[] = [
  undefined,
  undefined,
  undefined,
  undefined,
  'not-done',
  'answer-lost',
  'done-later',
];
const skewsMs = [-2000, 0, 2000];
const everythingRunning = (world: LambdaWorld) => [...world.attempts, ...world.recordings];
const atStore = (world: LambdaWorld) => everythingRunning(world).filter((one) => one.invocation.stoppedAt === 'store');
const inJob = (world: LambdaWorld) => world.attempts.filter((one) => one.invocation.stoppedAt === 'job');

/** A copy that dies before it has the claim can't be told from its twin that has it, which is known and accepted. */
const killable = (world: LambdaWorld) => [
  ...world.recordings,
  ...world.attempts.filter(({ entry, invocation }) => invocation.enteredJob || !world.hasTwin(entry)),
];

/** All that can happen. */
export function lifecycleCommands(): fc.Arbitrary<Command> {
  const one = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary });
  return fc.oneof(
    one(
      4,
      eventFor(
        'submit',
        (world) => world.ids,
        (world, id) => {
          world.submit(id, { seconds: 1 });
        },
      ),
    ),
    one(
      1,
      eventFor(
        'submit invalid',
        (world) => world.ids,
        (world, id) => {
          world.submit(id, { seconds: 0 });
        },
      ),
    ),
    one(
      3,
      eventFor(
        'duplicate',
        (world) => world.entries.filter(({ diedInClaim }) => !diedInClaim),
        (world, entry) => {
          world.duplicate(entry);
        },
      ),
    ),
    ...skewsMs.map((skew) =>
      one(
        4,
        eventFor(
          `deliver ${skew}`,
          (world) => world.deliverable(),
          (world, entry) => world.deliver(entry, skew),
        ),
      ),
    ),
    one(
      1,
      eventFor(
        'fail to load',
        (world) => world.deliverable(),
        (world, entry) => {
          world.failToLoad(entry);
        },
      ),
    ),
    one(
      1,
      eventFor(
        'give up',
        (world) => world.deliverable(),
        (world, entry) => {
          world.giveUp(entry);
        },
      ),
    ),
    ...faults.map((fault) =>
      one(
        5,
        eventFor(`store ${fault ?? 'ok'}`, atStore, (world, running) => world.continueStore(running, fault)),
      ),
    ),
    one(
      6,
      eventFor('finish job', inJob, (world, attempt) => world.finishJob(attempt)),
    ),
    one(
      5,
      eventFor('fail job', inJob, (world, attempt) => world.failJob(attempt)),
    ),
    one(
      1,
      eventFor('crash', killable, (world, running) => {
        world.kill(running, 'Runtime.ExitError', false);
      }),
    ),
    one(
      2,
      eventFor('crash, operation lands', killable, (world, running) => {
        world.kill(running, 'Runtime.ExitError', true);
      }),
    ),
    one(
      3,
      eventFor(
        'land',
        (world) => world.inTransit,
        async (world, operation) => {
          world.inTransit.splice(world.inTransit.indexOf(operation), 1);
          await operation();
        },
      ),
    ),
    ...skewsMs.map((skew) =>
      one(
        2,
        eventFor(
          `record ${skew}`,
          (world) => world.records,
          async (world, record) => {
            world.records.splice(world.records.indexOf(record), 1);
            await world.handleRecord(record, skew);
          },
        ),
      ),
    ),
    one(
      1,
      eventFor(
        'record twice',
        (world) => world.records,
        (world, record) => world.handleRecord(record, 0),
      ),
    ),
    one(
      1,
      eventFor(
        'replay',
        (world) => world.archive,
        (world, record) => world.handleRecord(record, 0),
      ),
    ),
    ...[1000, 60_000, 120_000, 290_000, 320_000].map((ms) =>
      one(
        1,
        eventFor(`advance ${ms / 1000} s`, always, (world) => world.advance(ms)),
      ),
    ),
  );
}
