import { describe, expect, it } from 'vitest';
import { createJobsClient, type ListOptions } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, json } from './testing/fake-fetch.ts';
import { baseUrl, testCredentials } from './testing/jobs-fixture.ts';

function createTestClient(answer: Answerer) {
  const { fetch, sent } = fakeFetch(answer);
  return { client: createJobsClient({ baseUrl, credentials: testCredentials, fetch, clock: fakeClock() }), sent };
}

const job = (id: string) => ({ id, status: 'Success', createdAt: '2026-11-18T11:06:40.000Z' });

/** Three pages, the second of them empty. */
const pages: Answerer = ({ url }) => {
  const cursor = new URL(url).searchParams.get('cursor');
  if (cursor === null) return json({ jobs: [job('a'), job('b')], nextCursor: 'two' });
  return cursor === 'two' ? json({ jobs: [], nextCursor: 'three+/=' }) : json({ jobs: [job('c')] });
};

async function idsOf(list: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const ids = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

describe('list', () => {
  it('yields the jobs of all pages, even after an empty one', async () => {
    const { client, sent } = createTestClient(pages);
    expect(await idsOf(client.list())).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ url }) => url.slice(baseUrl.length))).toEqual([
      '/jobs',
      '/jobs?cursor=two',
      '/jobs?cursor=three%2B%2F%3D',
    ]);
  });

  it('reads no page that the loop does not need', async () => {
    const { client, sent } = createTestClient(pages);
    for await (const { id } of client.list()) if (id === 'a') break;
    expect(sent).toHaveLength(1);
  });

  it('can be looped over again, from the start', async () => {
    const { client } = createTestClient(pages);
    const list = client.list();
    expect([await idsOf(list), await idsOf(list)]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('yields whole pages, each with the cursor of the next, and continues after one', async () => {
    const { client } = createTestClient(pages);
    const cursors = [];
    for await (const { nextCursor } of client.list().pages()) cursors.push(nextCursor);
    expect(cursors).toEqual(['two', 'three+/=', undefined]);
    expect(await idsOf(client.list({ cursor: 'two' }))).toEqual(['c']);
  });

  it('sends its options', async () => {
    const { client, sent } = createTestClient(() => json({ jobs: [] }));
    await idsOf(client.list({ status: 'Failure', order: 'asc', pageSize: 100 }));
    expect(sent[0]?.url).toBe(`${baseUrl}/jobs?status=Failure&order=asc&limit=100`);
  });

  it.each([0, -1, 101, 1.5, Number.NaN, '20' as never])('rejects the page size %s', (pageSize) => {
    const { client } = createTestClient(pages);
    expect(() => client.list({ pageSize })).toThrow(/pageSize must be a whole number from 1 to 100/);
  });

  it.each<[ListOptions, number, string]>([
    [{ cursor: 'x' }, 400, "The parameter 'cursor' is not valid: it must be the nextCursor of a page."],
    [{}, 403, 'Missing Authentication Token'],
  ])("ends with the service's error: %j", async (options, status, message) => {
    const { client } = createTestClient(() => json({ message }, status));
    await expect(idsOf(client.list(options))).rejects.toMatchObject({ name: 'JobsApiError', status, message });
  });

  it.each([null, '', 7])('ends at a page whose nextCursor is %j', async (nextCursor) => {
    const { client, sent } = createTestClient(() => {
      if (sent.length > 3) throw new Error('It continues forever.');
      return json({ jobs: [job('a')], nextCursor });
    });
    expect(await idsOf(client.list())).toEqual(['a']);
  });

  it('rejects a response that is not a page', async () => {
    const { client } = createTestClient(() => json({ id: 'x' }));
    await expect(idsOf(client.list())).rejects.toMatchObject({ name: 'JobsApiError' });
  });
});
