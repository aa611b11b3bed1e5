import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failedBeforeStart, type JobId, JobTooLargeToStoreError, succeeded } from '@jobs/domain';
import { now, results, runningJob } from '@jobs/domain/testing';
import { type JobsTable, startJobsTable } from '../testing/jobs-table.ts';
import { DynamoDbJobStore } from './dynamodb-job-store.ts';

let table: JobsTable;
let store: DynamoDbJobStore;
let id: JobId;
let jobs = 0;

beforeAll(async () => {
  table = await startJobsTable();
  store = new DynamoDbJobStore(table.client, table.tableName);
});

afterAll(async () => {
  await table.stop();
});

beforeEach(() => {
  jobs += 1;
  id = `job-${jobs}` as JobId;
});

describe('DynamoDbJobStore', () => {
  it('stores a running job with the attributes that the mapping templates read', async () => {
    await store.put(runningJob({ id }), 'absent');
    expect(await table.itemOf(id)).toEqual({
      id,
      jobId: id,
      listKey: 'all',
      statusKey: 'all#Running',
      status: 'Running',
      parameters: '{"seconds":5}',
      createdAt: '2026-11-18T11:06:40.000Z',
      startedAt: '2026-11-18T11:06:40.000Z',
      owner: 'r1',
      attempt: 'a1',
      claimedAt: now,
      retried: false,
      leaseExpiresAt: 1_795_000_310,
    });
  });

  it('stores a successful job with its results as JSON text', async () => {
    await store.put(runningJob({ id }), 'absent');
    await store.put(succeeded(runningJob({ id }), results('done'), { now, retentionSeconds: 60 }), {
      attempt: 'a1',
    });
    expect(await table.itemOf(id)).toEqual({
      id,
      jobId: id,
      listKey: 'all',
      statusKey: 'all#Success',
      status: 'Success',
      parameters: '{"seconds":5}',
      results: '{"message":"done"}',
      createdAt: '2026-11-18T11:06:40.000Z',
      startedAt: '2026-11-18T11:06:40.000Z',
      finishedAt: '2026-11-18T11:06:40.000Z',
      owner: 'r1',
      attempt: 'a1',
      expiresAt: 1_795_000_060,
    });
  });

  it('stores a failed job with its error as a map', async () => {
    const error = { type: 'E', message: 'm' };
    await store.put(failedBeforeStart({ id, parameters: null, acceptedAt: now }, error, { now }), 'absent');
    expect(await table.itemOf(id)).toEqual({
      id,
      jobId: id,
      listKey: 'all',
      statusKey: 'all#Failure',
      status: 'Failure',
      parameters: 'null',
      error,
      createdAt: '2026-11-18T11:06:40.000Z',
      finishedAt: '2026-11-18T11:06:40.000Z',
    });
  });

  it("stores a job of an isolated caller under the caller's key, and in its lists", async () => {
    const job = runningJob({
      id,
      keyPrefix: 'AROAEXAMPLE/',
      submitter: 'AROAEXAMPLE',
      submittedBy: 'arn:aws:iam::1:x',
    });
    await store.put(job, 'absent');
    expect(await table.itemOf(`AROAEXAMPLE/${id}`)).toMatchObject({
      jobId: id,
      listKey: 'AROAEXAMPLE',
      statusKey: 'AROAEXAMPLE#Running',
      submittedBy: 'arn:aws:iam::1:x',
    });
    expect(await store.find(job)).toEqual(job);
    expect(await store.find({ id })).toBeUndefined();
    expect(await store.find({ id, keyPrefix: 'AROAOTHER/' })).toBeUndefined();
  });

  it('reads an item of an older version, which has no list keys', async () => {
    const { parameters, ...item } = runningJob({ id });
    const stored = { ...item, parameters: JSON.stringify(parameters) };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: stored }));
    expect(await store.find({ id })).toEqual(runningJob({ id }));
  });

  it('stores the progress of a running job as a map', async () => {
    const progress = { percent: 12.5, message: 'Reading', updatedAt: '2026-11-18T11:06:42.000Z' };
    const running = runningJob({ id, progress });
    await store.put(running, 'absent');
    expect(await table.itemOf(id)).toMatchObject({ progress });
    expect(await store.find({ id }, 'may-be-stale')).toEqual(running);
  });

  it('returns what was put', async () => {
    const running = runningJob({ id });
    for (const job of [
      running,
      succeeded(running, results('ü "quoted"'), { now }),
      failedBeforeStart(
        { id, parameters: { deep: [null, 1.5, ''] }, acceptedAt: now },
        { type: '', message: '' },
        { now },
      ),
    ]) {
      const kept = { ...job, id: `${id}-${job.status}` as JobId };
      await store.put(kept, 'absent');
      expect(await store.find(kept)).toEqual(kept);
    }
  });

  it('D2 finds nothing if there is no job', async () => {
    expect(await store.find({ id })).toBeUndefined();
  });

  it('D4 stores a job that is expected to be absent only if it is', async () => {
    expect(await store.put(runningJob({ id }), 'absent')).toEqual({ stored: true });
    const second = await store.put(runningJob({ id, attempt: 'a2' }), 'absent');
    expect(second).toEqual({ stored: false, current: runningJob({ id }) });
  });

  it('D4 replaces a running job only if the expected attempt holds it', async () => {
    const taken = runningJob({ id, attempt: 'a2' });
    expect(await store.put(taken, { attempt: 'a1' })).toEqual({ stored: false, current: undefined });
    await store.put(runningJob({ id }), 'absent');
    expect(await store.put(taken, { attempt: 'a9' })).toEqual({ stored: false, current: runningJob({ id }) });
    expect(await store.put(taken, { attempt: 'a1' })).toEqual({ stored: true });
    expect(await store.find({ id })).toEqual(taken);
  });

  it('never replaces a job that has ended', async () => {
    const done = succeeded(runningJob({ id }), results('done'), { now });
    await store.put(done, 'absent');
    expect(await store.put(runningJob({ id }), { attempt: 'a1' })).toEqual({ stored: false, current: done });
    expect(await store.put(runningJob({ id }), 'absent')).toEqual({ stored: false, current: done });
  });

  it('D9 rejects a job of over 400 KB', async () => {
    const large = runningJob({ id, parameters: 'x'.repeat(400 * 1024) });
    await expect(store.put(large, 'absent')).rejects.toThrow(JobTooLargeToStoreError);
  });

  it('D10 fails without its table', async () => {
    const lost = new DynamoDbJobStore(table.client, 'another');
    const rejected = {
      name: 'JobStoreRejectedError',
      message: 'The job store rejected the request: ResourceNotFoundException.',
    };
    await expect(lost.find({ id })).rejects.toMatchObject(rejected);
    await expect(lost.put(runningJob({ id }), 'absent')).rejects.toMatchObject(rejected);
  });

  it.each([
    ['no status', {}],
    ['no claim', { status: 'Running', createdAt: 'a', startedAt: 'b' }],
    ['parameters that are not JSON', { ...runningJob(), parameters: '{' }],
  ])('rejects an item that is not a job: %s', async (_, item) => {
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: { ...item, id } }));
    await expect(store.find({ id })).rejects.toMatchObject({ name: 'JobStoreRejectedError' });
  });

  it('reports that it is unavailable when DynamoDB cannot be reached', async () => {
    const gone = await startJobsTable();
    await gone.stop();
    const unavailable = { name: 'JobStoreUnavailableError' };
    await expect(new DynamoDbJobStore(gone.client, 'jobs').find({ id })).rejects.toMatchObject(unavailable);
  });
});
