import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { jobId } from './testing/fixtures.ts';
import { Invariants } from './testing/invariants.ts';
import { LambdaWorld } from './testing/lambda-world.ts';
import { lifecycleCommands } from './testing/lifecycle-commands.ts';
import { MemoryJobStore } from './testing/memory-job-store.ts';

/** No attempt of any delivery can come after this. */
const longerThanAnyDelivery = 7 * 60 * 60 * 1000;

/** Everything in progress ends; then, when no attempt can start any more, the archive is replayed. */
async function drain(world: LambdaWorld, invariants: Invariants): Promise<void> {
  const deliverAll = async () => {
    do {
      for (const attempt of world.attempts) await world.finish(attempt);
      invariants.check(world);
      await world.advance(400_000);
      for (const entry of world.queue.deliverable()) await world.deliver(entry, 0);
    } while (world.queue.entries.some(({ state }) => state !== 'over'));
  };
  const finishRecordings = async () => {
    for (const recording of world.recordings) await world.finish(recording);
    invariants.check(world);
  };
  await deliverAll();
  for (const record of world.queue.records.splice(0)) await world.handleRecord(record, 0);
  await finishRecordings();
  await world.advance(longerThanAnyDelivery);
  for (const record of world.archive) await world.replay(record);
  await finishRecordings();
}

/** Whatever still arrives when all jobs have ended: writes from long ago, duplicates, replays. */
async function arriveLate(world: LambdaWorld): Promise<void> {
  if (world.isLongAfter) return;
  for (const operation of world.inTransit.splice(0)) await operation();
  for (const entry of [...world.queue.entries]) world.queue.duplicate(entry);
  for (const entry of world.queue.deliverable()) await world.deliver(entry, 0);
}

/** In memory: that DynamoDB keeps jobs by the same rules is tested with `DynamoDbJobStore`. */
describe.each([0, 1, 2])('the life of jobs with %i retries', (retryAttempts) => {
  it('keeps its invariants in every order of deliveries, failures, duplicates, late writes and replays', async () => {
    const history = fc.commands([lifecycleCommands], { maxCommands: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (commands) => {
        const store = new MemoryJobStore();
        const world = new LambdaWorld(jobId, store, retryAttempts);
        const invariants = new Invariants(store, retryAttempts);
        await fc.asyncModelRun(() => ({ model: world, real: invariants }), commands);
        await drain(world, invariants);
        if (world.queue.entries.length > 0) invariants.checkNothingIsLost(world);
        await arriveLate(world);
        await drain(world, invariants);
      }),
      { numRuns: 400, seed: 20_261_122 },
    );
  });
});
