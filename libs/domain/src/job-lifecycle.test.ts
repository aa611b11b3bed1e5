import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DynamoDbJobStore } from './dynamodb-job-store.ts';
import { Invariants } from './testing/invariants.ts';
import { type JobsTable, startJobsTable } from './testing/jobs-table.ts';
import { LambdaWorld } from './testing/lambda-world.ts';
import { lifecycleCommands } from './testing/lifecycle-commands.ts';

let table: JobsTable;
let histories = 0;

beforeAll(async () => {
  table = await startJobsTable();
});

afterAll(async () => {
  await table.stop();
});

/** Everything that is under way comes to its end; then the archive is replayed, when all leases have expired. */
async function drain(world: LambdaWorld, invariants: Invariants): Promise<void> {
  const deliverAll = async () => {
    do {
      for (const attempt of world.attempts) await world.finish(attempt);
      await invariants.check(world);
      await world.advance(400_000);
      for (const entry of world.queue.deliverable()) await world.deliver(entry, 0);
    } while (world.queue.entries.some(({ state }) => state !== 'over'));
  };
  const handleAll = async (records: unknown[]) => {
    for (const record of records.splice(0)) await world.handleRecord(record, 0);
    for (const recording of world.recordings) await world.finish(recording);
    await invariants.check(world);
  };
  await deliverAll();
  await handleAll(world.queue.records);
  await world.advance(400_000);
  await handleAll(world.archive);
}

/** Whatever still arrives when all jobs have ended: writes from long ago, duplicates, replays. */
async function arriveLate(world: LambdaWorld): Promise<void> {
  for (const operation of world.inTransit.splice(0)) await operation();
  for (const entry of [...world.queue.entries]) world.queue.duplicate(entry);
  for (const entry of world.queue.deliverable()) await world.deliver(entry, 0);
}

describe.each([0, 1, 2])('the life of jobs with %i retries', (retryAttempts) => {
  it('keeps its invariants in every order of deliveries, failures, duplicates, late writes and replays', async () => {
    const history = fc.commands([lifecycleCommands], { maxCommands: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (commands) => {
        histories += 1;
        const id = `1795000000000-00000000-0000-4000-8000-${String(histories).padStart(12, '0')}`;
        const world = new LambdaWorld(id, new DynamoDbJobStore(table.client, table.tableName), retryAttempts);
        const invariants = new Invariants(table, retryAttempts);
        await fc.asyncModelRun(() => ({ model: world, real: invariants }), commands);
        await drain(world, invariants);
        if (world.queue.entries.length > 0) invariants.checkNothingIsLost();
        await arriveLate(world);
        await drain(world, invariants);
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  }, 60_000);
});
