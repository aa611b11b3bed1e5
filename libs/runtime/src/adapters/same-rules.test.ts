import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Expected, failed, type JobId, type JobStore, type StoredJob, succeeded } from '@jobs/domain';
import { MemoryJobStore, now, results, runningJob } from '@jobs/domain/testing';
import { type JobsTable, startJobsTable } from '../testing/jobs-table.ts';
import { DynamoDbJobStore } from './dynamodb-job-store.ts';

let table: JobsTable;
let sequences = 0;

beforeAll(async () => {
  table = await startJobsTable();
});

afterAll(async () => {
  await table.stop();
});

type Operation = (store: JobStore, id: JobId) => Promise<unknown>;

const attempt = fc.constantFrom('a1', 'a2', 'a3');

const job: fc.Arbitrary<StoredJob> = fc
  .tuple(attempt, fc.constantFrom('Running', 'Success', 'Failure'))
  .map(([name, status]) => {
    const running = runningJob({ attempt: name });
    if (status === 'Success') return succeeded(running, results('done'), { now, retentionSeconds: 60 });
    if (status === 'Failure') return failed(running, { type: 'E', message: 'm' }, { now });
    return running;
  });

const expected: fc.Arbitrary<Expected> = fc.oneof(
  fc.constant('absent' as const),
  attempt.map((name) => ({ attempt: name })),
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant<Operation>((store, id) => store.find({ id })),
  fc.tuple(job, expected).map<Operation>(
    ([each, when]) =>
      (store, id) =>
        store.put({ ...each, id }, when),
  ),
);

/** The domain's rules are tested at length with the in-memory store; these tests show the table follows them too. */
describe('jobs in DynamoDB and in memory', () => {
  it('follow the same rules for any writes in any order', async () => {
    const history = fc.array(operation, { minLength: 1, maxLength: 12, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (operations) => {
        const id = `rules-${(sequences += 1)}` as JobId;
        const memory = new MemoryJobStore();
        const dynamoDb = new DynamoDbJobStore(table.client, table.tableName);
        for (const each of operations) expect(await each(dynamoDb, id)).toEqual(await each(memory, id));
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  });
});
