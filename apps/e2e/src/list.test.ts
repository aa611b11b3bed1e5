import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ListOptions } from '@jobs/client-sdk';
import { JobPageSchema } from '@jobs/contract';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { hostileIds } from './testing/hostile-ids.ts';
import { signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget, startTarget, type Target } from './testing/target.ts';

const json = { 'content-type': 'application/x-amz-json-1.0' };

let target: Target;
afterAll(() => target.stop());

async function idsOf(options?: ListOptions): Promise<string[]> {
  const ids = [];
  for await (const { id } of target.client.list(options)) ids.push(id);
  return ids;
}

/** Puts items of ended jobs into the table, 25 at a time. */
async function putJobs(count: number, prefix: string): Promise<void> {
  const { endpoint, region, outputs } = local().stack;
  const items = Array.from({ length: count }, (_, index) => {
    const id = `${prefix}-${index}`;
    const createdAt = new Date(1_700_000_000_000 + Math.floor(index / 10)).toISOString();
    const status = index % 3 === 0 ? 'Failure' : 'Success';
    return { id, jobId: id, listKey: 'all', statusKey: `all#${status}`, status, createdAt, finishedAt: createdAt };
  });
  for (let from = 0; from < count; from += 25) {
    const puts = items.slice(from, from + 25).map((item) => ({
      PutRequest: { Item: Object.fromEntries(Object.entries(item).map(([name, text]) => [name, { S: text }])) },
    }));
    const { status } = await signedRequest(endpoint, {
      region,
      credentials: local().userCredentials,
      service: 'dynamodb',
      method: 'POST',
      headers: { ...json, 'x-amz-target': 'DynamoDB_20120810.BatchWriteItem' },
      body: JSON.stringify({ RequestItems: { [outputs.JobsTable ?? '']: puts } }),
    });
    expect(status).toBe(200);
  }
}

/** The target as a local stack (tests that use it are skipped when deployed). */
const local = () => target as LocalTarget;

describe('the list of jobs', () => {
  beforeAll(async () => {
    target = await startTarget();
  });

  it.skipIf(isDeployed)('lists started jobs, newest first, with their status and times', async () => {
    const first = await target.client.submitAndWait(sleeping(1));
    const second = await target.client.submit(sleeping(301));
    await second.wait().catch(() => undefined);
    const { text, status } = await target.call('/jobs');
    expect(status).toBe(200);
    const page = JSON.parse(text) as unknown;
    expect(JobPageSchema.safeParse(page).error).toBeUndefined();
    const { id, createdAt, startedAt, finishedAt } = first;
    expect(page).toEqual({
      jobs: [
        expect.objectContaining({ id: second.id, status: 'Failure' }),
        { id, status: 'Success', createdAt, startedAt, finishedAt },
      ],
    });
    expect(await idsOf({ status: 'Success' })).toEqual([id]);
    expect(await idsOf({ status: 'Failure', order: 'asc' })).toEqual([second.id]);
    expect(await idsOf({ status: 'Cancelled' })).toEqual([]);
  });

  it('moves a job from one status to the next', async () => {
    const job = await target.client.submit(sleeping(60));
    await vi.waitFor(async () => {
      expect(await idsOf({ status: 'Running' })).toContain(job.id);
    });
    await job.cancel();
    expect(await idsOf({ status: 'Running' })).not.toContain(job.id);
    expect(await idsOf({ status: 'Cancelled' })).toContain(job.id);
    const unstarted = await target.client.submit(sleeping(1));
    await unstarted.cancel();
    expect(await idsOf({ status: 'Cancelled' })).toContain(unstarted.id);
  });

  it.skipIf(isDeployed)('lists a job started by a version without listing once it is cancelled', async () => {
    const { endpoint, region, outputs } = local().stack;
    const times = { createdAt: { S: '2020-01-01T00:00:00.000Z' }, startedAt: { S: '2020-01-01T00:00:01.000Z' } };
    const claim = { owner: { S: 'r' }, attempt: { S: 'a' }, claimedAt: { N: '1' }, leaseExpiresAt: { N: '1' } };
    const Item = { id: { S: 'of-before' }, status: { S: 'Running' }, parameters: { S: '{"seconds":1}' }, ...times };
    await signedRequest(endpoint, {
      region,
      credentials: local().userCredentials,
      service: 'dynamodb',
      method: 'POST',
      headers: { ...json, 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      body: JSON.stringify({ TableName: outputs.JobsTable, Item: { ...Item, ...claim, retried: { BOOL: false } } }),
    });
    await target.client.cancel('of-before');
    expect(await idsOf({ status: 'Cancelled' })).toContain('of-before');
    expect(await idsOf()).toContain('of-before');
  });

  it.skipIf(isDeployed)('is complete and has no duplicates in any order or filter', async () => {
    await putJobs(10_000, 'many');
    const all = await idsOf({ pageSize: 100 });
    expect(all.filter((id) => id.startsWith('many'))).toHaveLength(10_000);
    expect(new Set(all).size).toBe(all.length);
    const oldest = await idsOf({ pageSize: 100, order: 'asc' });
    expect(oldest).toEqual(all.toReversed());
    const failures = await idsOf({ pageSize: 100, status: 'Failure' });
    const successes = await idsOf({ pageSize: 100, status: 'Success' });
    const ended = [...failures, ...successes].filter((id) => id.startsWith('many'));
    expect(new Set(ended).size).toBe(10_000);
    expect(ended).toHaveLength(10_000);
  });

  it('continues while jobs arrive and end, without missing existing ones', async () => {
    const before = await idsOf({ pageSize: 100 });
    const seen: string[] = [];
    let added = 0;
    for await (const { jobs } of target.client.list({ pageSize: 100 }).pages()) {
      seen.push(...jobs.map(({ id }) => id));
      if (added < 5) {
        added += 1;
        await (await target.client.submit(sleeping(1))).cancel();
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter((id) => !seen.includes(id))).toEqual([]);
  });

  const cursor = Buffer.from('2026-11-18T11:06:40.000Z order-1').toString('base64url');
  it.skipIf(isDeployed)('accepts a cursor of a job that does not exist, and stays in its list', async () => {
    const elsewhere = Buffer.from('2026-11-18T11:06:40.000Z no-such-job').toString('base64');
    const { status, text } = await target.call(`/jobs?limit=5&cursor=${encodeURIComponent(elsewhere)}`);
    expect(status).toBe(200);
    expect((JSON.parse(text) as { jobs: unknown[] }).jobs).toHaveLength(5);
  });

  const wrong = [
    ...['0', '-1', '1.5', 'x', '1e3', '%22', '1;2', ''].map((value) => `limit=${value}`),
    ...['Pending', 'success', 'x', '%22%7D', '', 'Success%23', '%00'].map((value) => `status=${value}`),
    ...['up', 'ASC', '', '%22'].map((value) => `order=${value}`),
    ...['x', cursor.slice(1), '%3D%3D', 'e30%3D', '', 'A'.repeat(300)].map((value) => `cursor=${value}`),
  ];
  it.each(['limit', 'status', 'order', 'cursor'])('rejects a hostile %s', async (name) => {
    for (const value of hostileIds) {
      const { status, text } = await target.call(`/jobs?${name}=${value}`);
      const isLimit = name === 'limit' && value === '1';
      expect(isLimit ? [200] : [400, 403], `${name}=${value}`).toContain(status);
      if (status === 400) expect(text, value).toMatch(new RegExp(`The parameter '${name}' is not valid|Bad Request`));
    }
  });

  it.each(wrong)('names the invalid parameter: %s', async (query) => {
    const { status, text } = await target.call(`/jobs?${query}`);
    expect(status).toBe(400);
    expect(text).toContain(`The parameter '${query.split('=')[0] ?? ''}' is not valid`);
  });
});

describe.skipIf(isDeployed)('a stage without a list', () => {
  it('does not have the operation', async () => {
    const local = await startLocalTarget({ assembly: assemblyWithSettings({ api: { listing: false } }) });
    const { status } = await local.call('/jobs');
    expect(status).toBe(403);
    expect(await local.client.submitAndWait(sleeping(1))).toMatchObject({ status: 'Success' });
    await local.stop();
  });

  it('that lists only by time rejects a status filter', async () => {
    const local = await startLocalTarget({ assembly: assemblyWithSettings({ api: { listing: 'by-time' } }) });
    expect((await local.call('/jobs')).text).toContain('"jobs"');
    expect((await local.call('/jobs?status=Success')).text).toContain('this stage has no list by status');
    await local.stop();
  });
});
