import { describe, expect, it } from 'vitest';
import { dynamoDbFixture, jobsTable } from '../testing/dynamodb-fixture.ts';

describe('a table', () => {
  it('can be used as soon as it exists', async () => {
    const { call } = await dynamoDbFixture();
    expect((await call('DescribeTable', { TableName: 'Jobs' })).output).toMatchObject({
      Table: {
        TableName: 'Jobs',
        TableStatus: 'ACTIVE',
        TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs',
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      },
    });
  });

  it('may be named by its ARN', async () => {
    const { call } = await dynamoDbFixture();
    const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs';
    expect(await call('GetItem', { TableName: table, Key: { id: { S: 'a' } } })).toEqual({ status: 200, output: {} });
  });

  it('D10 is named in the error only by control operations when it is missing', async () => {
    const { call } = await dynamoDbFixture();
    const notFound = (message: string) => ({
      status: 400,
      output: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message },
    });
    const missing = { TableName: 'None' };

    expect(await call('GetItem', { ...missing, Key: { id: { S: 'a' } } })).toEqual(
      notFound('Requested resource not found'),
    );
    for (const operation of ['DescribeTable', 'DescribeTimeToLive', 'DescribeContinuousBackups']) {
      expect(await call(operation, missing)).toEqual(notFound('Requested resource not found: Table: None not found'));
    }
  });

  it('D10 can be created only once', async () => {
    const { call } = await dynamoDbFixture();
    const input = {
      TableName: 'Jobs',
      KeySchema: jobsTable.keySchema,
      AttributeDefinitions: jobsTable.attributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
    };
    expect(await call('CreateTable', input)).toEqual({
      status: 400,
      output: {
        __type: 'com.amazonaws.dynamodb.v20120810#ResourceInUseException',
        message: 'Table already exists: Jobs',
      },
    });
  });

  it('is listed, page by page', async () => {
    const tables = ['Jobs', 'Jobs-2', 'Other'].map((name) => ({ ...jobsTable, name }));
    const { call, put } = await dynamoDbFixture({ tables });
    await put({ id: { S: 'a' } });

    expect((await call('ListTables', {})).output).toEqual({ TableNames: ['Jobs', 'Jobs-2', 'Other'] });
    const { output } = await call('ListTables', { Limit: 2 });
    expect(output).toEqual({ TableNames: ['Jobs', 'Jobs-2'], LastEvaluatedTableName: 'Jobs-2' });
    expect((await call('ListTables', { ExclusiveStartTableName: 'Jobs-2' })).output).toEqual({ TableNames: ['Other'] });
    expect(await call('ListTables', { Limit: 0 })).toMatchObject({ status: 400 });
  });

  it('keeps its items separate from those of tables with a similar name', async () => {
    const tables = ['Jobs', 'Jobs-2'].map((name) => ({ ...jobsTable, name }));
    const { call, put } = await dynamoDbFixture({ tables });
    await put({ id: { S: 'a' } });
    expect((await call('Scan', { TableName: 'Jobs-2' })).output).toMatchObject({ Count: 0 });
    expect((await call('Scan', { TableName: 'Jobs' })).output).toMatchObject({ Count: 1 });
  });

  it('is deleted unless it is protected', async () => {
    const tables = [jobsTable, { ...jobsTable, name: 'Kept', deletionProtection: true }];
    const { call } = await dynamoDbFixture({ tables });
    expect(await call('DeleteTable', { TableName: 'Jobs' })).toMatchObject({ status: 200 });
    expect(await call('DeleteTable', { TableName: 'Kept' })).toMatchObject({
      status: 400,
      output: { message: expect.stringContaining('protected against deletion') as string },
    });
    expect(await call('DescribeTable', { TableName: 'Kept' })).toMatchObject({ status: 200 });
  });

  it('reports point-in-time recovery as in the template', async () => {
    const tables = [jobsTable, { ...jobsTable, name: 'Safe', pointInTimeRecovery: true }];
    const { call } = await dynamoDbFixture({ tables });
    const recovery = async (table: string) => (await call('DescribeContinuousBackups', { TableName: table })).output;
    const status = (of: string) => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: of },
      },
    });
    expect(await recovery('Jobs')).toEqual(status('DISABLED'));
    expect(await recovery('Safe')).toMatchObject(status('ENABLED'));
  });

  it('rejects an unsupported operation and names it', async () => {
    const { call } = await dynamoDbFixture();
    expect(await call('ExecuteStatement', {})).toEqual({
      status: 400,
      output: {
        __type: 'com.amazon.coral.service#UnknownOperationException',
        message: 'The local DynamoDB does not support the operation ExecuteStatement.',
      },
    });
  });
});
