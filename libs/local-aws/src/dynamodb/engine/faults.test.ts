import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';
import type { DynamoDbFault } from './faults.ts';

describe('an injected fault', () => {
  it('D16 is returned by the calls it applies to, which have no effect', async () => {
    const asked: [string, string | undefined][] = [];
    const fault: DynamoDbFault = {
      status: 400,
      code: 'ProvisionedThroughputExceededException',
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    };
    let failing = true;
    const faults = {
      before: (operation: string, table: string | undefined) => {
        asked.push([operation, table]);
        return failing && operation === 'PutItem' ? fault : undefined;
      },
    };
    const { put, get, call } = await dynamoDbFixture({ faults });

    expect(await put({ id: { S: 'a' } })).toEqual({
      status: 400,
      output: { __type: `com.amazonaws.dynamodb.v20120810#${fault.code}`, message: fault.message },
    });
    expect(await get('a')).toEqual({ status: 200, output: {} });
    failing = false;
    expect(await put({ id: { S: 'a' } })).toMatchObject({ status: 200 });
    await call('BatchGetItem', { RequestItems: { Jobs: { Keys: [{ id: { S: 'a' } }] } } });
    await call('ListTables', {});

    const operations = ['PutItem', 'GetItem', 'PutItem', 'BatchGetItem'];
    expect(asked).toEqual([...operations.map((operation) => [operation, 'Jobs']), ['ListTables', undefined]]);
  });

  it('D17 may include cancellation reasons', async () => {
    const throttlingReasons = [{ reason: 'TableReadMaxOnDemandThroughputExceeded', resource: 'arn' }];
    const fault = { status: 400, code: 'ThrottlingException', message: 'Slow down.', throttlingReasons };
    const { get } = await dynamoDbFixture({ faults: { before: () => fault } });

    expect((await get('a')).output).toEqual({
      __type: 'com.amazon.coral.availability#ThrottlingException',
      message: 'Slow down.',
      ThrottlingReasons: throttlingReasons,
    });
  });
});
