import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';

const id = { id: { S: 'a' } };
const TableName = 'Jobs';

const rejectedWith = (message: string) => ({
  status: 400,
  output: { __type: 'com.amazon.coral.validate#ValidationException', message },
});

/** A string nested in this many maps or lists. */
const nested = (levels: number, kind: 'M' | 'L' = 'M'): Record<string, unknown> => {
  if (levels === 0) return { S: 'x' };
  const inner = nested(levels - 1, kind);
  return kind === 'M' ? { M: { n: inner } } : { L: [inner] };
};

describe('the name of an attribute', () => {
  const inExpression = (name: string) => ({
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': name },
    ExpressionAttributeValues: { ':v': { S: 'x' } },
  });
  const inValue = (name: string) => ({
    UpdateExpression: 'SET m = :v',
    ExpressionAttributeValues: { ':v': { M: { [name]: { S: 'x' } } } },
  });

  it.each([
    ['PutItem', { Item: { ...id, '': { S: 'x' } } }],
    ['PutItem', { Item: { ...id, m: { M: { '': { S: 'x' } } } } }],
    ['PutItem', { Item: { ...id, l: { L: [{ M: { '': { S: 'x' } } }] } } }],
    ['PutItem', { Item: id, Expected: { '': { Exists: false } } }],
    ['GetItem', { Key: id, AttributesToGet: [''] }],
    ['UpdateItem', { Key: id, AttributeUpdates: { '': { Action: 'PUT', Value: { S: 'x' } } } }],
  ])('D20 has at least one character: %s %j', async (operation, input) => {
    const { call } = await dynamoDbFixture();
    expect(await call(operation, { TableName, ...input })).toMatchObject(rejectedWith('Empty attribute name'));
  });

  it('D20 has at least one character in a batch and in expression values', async () => {
    const { call, update } = await dynamoDbFixture();
    const batch = { RequestItems: { Jobs: [{ PutRequest: { Item: { ...id, '': { S: 'x' } } } }] } };

    expect(await call('BatchWriteItem', batch)).toMatchObject(rejectedWith('Empty attribute name'));
    expect(await update('a', inValue(''))).toMatchObject(
      rejectedWith('ExpressionAttributeValues contains invalid value: Empty attribute name for key :v'),
    );
    expect(await update('a', inExpression(''))).toMatchObject({ status: 400 });
  });

  it('D20 is shorter than 64 KB', async () => {
    const { put, update } = await dynamoDbFixture();
    const longest = 'ü'.repeat(32_767) + 'x';
    const reason = 'Attribute name is too large, must be less than 65536 bytes';

    expect(await put({ ...id, [longest]: { S: 'x' } })).toMatchObject({ status: 200 });
    expect(await put({ ...id, [`${longest}x`]: { S: 'x' } })).toMatchObject(rejectedWith(reason));
    expect(await put({ ...id, m: { M: { [`${longest}x`]: { S: 'x' } } } })).toMatchObject(rejectedWith(reason));
    expect(await update('a', inExpression(`${longest}x`))).toMatchObject(
      rejectedWith(`ExpressionAttributeNames contains invalid value: ${reason} for key #n`),
    );
  });
});

describe('the value of an attribute', () => {
  const nesting = 'Nesting Levels have exceeded supported limits';
  const nestedItem = `${nesting}: Attributes in the item have nested levels beyond supported limit`;

  it.each(['M', 'L'] as const)('D21 is nested at most 31 levels deep in lists and maps: %s', async (kind) => {
    const { put, call } = await dynamoDbFixture();
    const batch = { RequestItems: { Jobs: [{ PutRequest: { Item: { ...id, a: nested(32, kind) } } }] } };

    expect(await put({ ...id, a: nested(31, kind) })).toMatchObject({ status: 200 });
    expect(await put({ ...id, a: nested(32, kind) })).toMatchObject(rejectedWith(nestedItem));
    expect(await put({ ...id, a: nested(100, kind) })).toMatchObject(rejectedWith(nestedItem));
    expect(await call('BatchWriteItem', batch)).toMatchObject(rejectedWith(nestedItem));
  });

  it('D21 cannot be nested deeper by an update either', async () => {
    const { put, update, get } = await dynamoDbFixture();
    await put({ ...id, m: nested(22) });
    const set = (levels: number) =>
      update('a', {
        UpdateExpression: `SET ${['m', ...Array<string>(21).fill('n')].join('.')} = :v`,
        ExpressionAttributeValues: { ':v': nested(levels) },
      });

    expect(await set(11)).toMatchObject(rejectedWith(nesting));
    expect((await get('a')).output).toEqual({ Item: { ...id, m: nested(22) } });
    expect(await set(10)).toMatchObject({ status: 200 });
    expect(await set(32)).toMatchObject(
      rejectedWith(`ExpressionAttributeValues contains invalid value: ${nestedItem} for key :v`),
    );
  });

  it.each([
    ['ADD n :v', '1e50', 'DynamoDB only supports precision up to 38 digits'],
    ['SET n = n - :v', '1e50', 'DynamoDB only supports precision up to 38 digits'],
    ['SET n = :v + :v', '9e125', 'Number overflow. Attempting to store a number with magnitude larger'],
    ['SET n = :v + n', `-${'9'.repeat(38)}`, 'DynamoDB only supports precision up to 38 digits'],
  ])('D22 stays within the precision of a number after %s with %s', async (UpdateExpression, number, message) => {
    const { put, update, get } = await dynamoDbFixture();
    await put({ ...id, n: { N: '0.1' } });

    const refused = await update('a', { UpdateExpression, ExpressionAttributeValues: { ':v': { N: number } } });

    expect(refused).toMatchObject({ status: 400, output: { message: expect.stringContaining(message) as string } });
    expect((await get('a')).output).toEqual({ Item: { ...id, n: { N: '0.1' } } });
  });

  it('D22 stays within the precision after an ADD with the legacy parameters', async () => {
    const { put, update } = await dynamoDbFixture();
    await put({ ...id, m: { M: { l: { L: [{ N: '0' }] } } }, n: { N: '1' } });

    expect(await update('a', { AttributeUpdates: { n: { Action: 'ADD', Value: { N: '1e50' } } } })).toMatchObject(
      rejectedWith('DynamoDB only supports precision up to 38 digits'),
    );
    expect(await update('a', { AttributeUpdates: { n: { Action: 'ADD', Value: { N: '1e37' } } } })).toMatchObject({
      status: 200,
    });
  });
});
