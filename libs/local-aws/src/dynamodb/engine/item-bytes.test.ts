import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';
import { itemBytes } from './item-bytes.ts';

const maxBytes = 400 * 1024;
const tooLarge = { status: 400, output: { message: 'Item size has exceeded the maximum allowed size' } };
const updateTooLarge = {
  status: 400,
  output: { message: 'Item size to update has exceeded the maximum allowed size' },
};

/** An item of this many bytes, mostly two-byte umlauts. */
const itemOf = (bytes: number) => {
  const textBytes = bytes - 'id'.length - 'a'.length - 'ä'.length * 2;
  return { id: { S: 'a' }, ä: { S: 'ü'.repeat(textBytes / 2) + 'x'.repeat(textBytes % 2) } };
};

describe('the size of an item', () => {
  it.each([
    [{ S: 'ü' }, 2],
    [{ S: '😀' }, 4],
    [{ B: 'YWJj' }, 3],
    [{ SS: ['a', 'ü'] }, 3],
    [{ NS: ['1', '22'] }, 4],
    [{ BS: ['YWJj', 'YQ=='] }, 4],
    [{ BOOL: false }, 1],
    [{ NULL: true }, 1],
    [{ L: [] }, 3],
    [{ L: [{ S: 'a' }, { N: '7' }] }, 3 + 2 + 3],
    [{ M: {} }, 3],
    [{ M: { ü: { S: 'a' } } }, 3 + 1 + 3],
    [{ N: '0' }, 1],
    [{ N: '1' }, 2],
    [{ N: '100' }, 2],
    [{ N: '12' }, 2],
    [{ N: '-12' }, 3],
    [{ N: '123' }, 3],
    [{ N: '0.01' }, 2],
    [{ N: '12345' }, 4],
  ])('D9 counts UTF-8 bytes, and the size of numbers, lists and maps: %j', (value, bytes) => {
    expect(itemBytes({ ä: value })).toBe(2 + bytes);
  });

  it('D9 is at most 400 KB for PutItem, in bytes and not in characters', async () => {
    const { put } = await dynamoDbFixture();

    expect(await put(itemOf(maxBytes))).toMatchObject({ status: 200 });
    expect(await put(itemOf(maxBytes + 1))).toMatchObject(tooLarge);
  });

  it('D9 is at most 400 KB for each item of BatchWriteItem', async () => {
    const { call } = await dynamoDbFixture();
    const batch = (bytes: number) =>
      call('BatchWriteItem', { RequestItems: { Jobs: [{ PutRequest: { Item: itemOf(bytes) } }] } });

    expect(await batch(maxBytes)).toMatchObject({ status: 200 });
    expect(await batch(maxBytes + 1)).toMatchObject(tooLarge);
  });

  it('D9 is checked on the resulting item for UpdateItem, and a rejected update changes nothing', async () => {
    const { put, update, get } = await dynamoDbFixture();
    const item = itemOf(maxBytes - 2);
    await put(item);
    const set = (text: string) =>
      update('a', { UpdateExpression: 'SET b = :b', ExpressionAttributeValues: { ':b': { S: text } } });

    expect(await set('ü')).toMatchObject(updateTooLarge);
    expect((await get('a')).output).toEqual({ Item: item });
    expect(await set('u')).toMatchObject({ status: 200 });
  });

  it('D20 is at most 2048 bytes for a key', async () => {
    const { put, get } = await dynamoDbFixture();
    const message = expect.stringContaining('Size of hashkey has exceeded the maximum size limit') as string;

    expect(await put({ id: { S: 'ü'.repeat(1024) } })).toMatchObject({ status: 200 });
    expect(await put({ id: { S: 'ü'.repeat(1025) } })).toMatchObject({ status: 400, output: { message } });
    expect(await get('ü'.repeat(1025))).toMatchObject({ status: 400, output: { message } });
  });
});
