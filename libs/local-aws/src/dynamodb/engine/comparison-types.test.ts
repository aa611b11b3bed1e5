import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';

const wrongType = (name: string, operator: string, type: string) => ({
  status: 400,
  output: {
    __type: 'com.amazon.coral.validate#ValidationException',
    message:
      `Invalid ${name}: Incorrect operand type for operator or function; ` +
      `operator or function: ${operator}, operand type: ${type}`,
  },
});

describe('a comparison with a value that has no order', () => {
  it.each([
    ['n > :v', { BOOL: true }, '>', 'BOOL'],
    ['n >= :v', { NULL: true }, '>=', 'NULL'],
    ['n < :v', { M: {} }, '<', 'M'],
    ['n <= :v', { L: [] }, '<=', 'L'],
    [':v < n', { SS: ['a'] }, '<', 'SS'],
    ['size(n) < :v', { BOOL: true }, '<', 'BOOL'],
    ['n BETWEEN :v AND :v', { BOOL: true }, 'BETWEEN', 'BOOL'],
    ['attribute_exists(n) AND NOT (n > :v)', { BOOL: true }, '>', 'BOOL'],
  ])('D23 is rejected: %s', async (ConditionExpression, value, operator, type) => {
    const { put } = await dynamoDbFixture();
    const item = { id: { S: 'a' }, n: { N: '1' } };
    await put(item);

    const refused = await put(item, { ConditionExpression, ExpressionAttributeValues: { ':v': value } });

    expect(refused).toMatchObject(wrongType('ConditionExpression', operator, type));
  });

  it('D23 is also rejected in a filter', async () => {
    const { call } = await dynamoDbFixture();
    const scan = { TableName: 'Jobs', FilterExpression: 'n > :v', ExpressionAttributeValues: { ':v': { BOOL: true } } };
    expect(await call('Scan', scan)).toMatchObject(wrongType('FilterExpression', '>', 'BOOL'));
  });

  it.each([
    ['GT', { BOOL: true }],
    ['BEGINS_WITH', { N: '1' }],
    ['IN', { SS: ['a'] }],
    ['CONTAINS', { M: {} }],
  ])('D23 is rejected in the legacy Expected: %s %j', async (operator, value) => {
    const { put } = await dynamoDbFixture();
    const expected = { n: { ComparisonOperator: operator, AttributeValueList: [value] } };
    const message = `ComparisonOperator ${operator} is not valid for ${Object.keys(value)[0]} AttributeValue type`;

    expect(await put({ id: { S: 'a' } }, { Expected: expected })).toMatchObject({
      status: 400,
      output: { message: `One or more parameter values were invalid: ${message}` },
    });
  });

  it.each(['n = :v', 'n <> :v', 'n IN (:v)', 'contains(n, :v)'])(
    'is allowed where order does not matter: %s',
    async (made) => {
      const { put } = await dynamoDbFixture();
      const condition = { ConditionExpression: `attribute_exists(n) AND ${made}` };

      const refused = await put(
        { id: { S: 'a' } },
        { ...condition, ExpressionAttributeValues: { ':v': { BOOL: true } } },
      );

      expect(refused.output.message).toBe('The conditional request failed');
    },
  );
});
