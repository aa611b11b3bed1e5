import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type FakeXRayDaemon, startFakeXRayDaemon } from '../testing/fake-xray-daemon.ts';
import { type JobsTable, startJobsTable } from '../testing/jobs-table.ts';
import { traceDynamoDb } from './trace-dynamodb.ts';

const traceId = '1-5759e988-bd862e3fe1be46a994272793';
const parentId = '53995c3f42cd8ad8';
const sampled = `Root=${traceId};Parent=${parentId};Sampled=1;Lineage=1:a87bd80c:0`;

let table: JobsTable;
let daemon: FakeXRayDaemon;

beforeAll(async () => {
  [table, daemon] = await Promise.all([startJobsTable(), startFakeXRayDaemon()]);
});

afterAll(async () => {
  await Promise.all([table.stop(), daemon.stop()]);
});

/** A client whose calls are traced, each taking 250 ms of its clock. */
function tracedClient(environment: NodeJS.ProcessEnv = {}, endpoint = table.endpoint) {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 2,
  });
  onTestFinished(() => {
    client.destroy();
  });
  let now = 1_795_000_000_000 - 250;
  const variables = {
    AWS_XRAY_DAEMON_ADDRESS: daemon.address,
    AWS_REGION: 'eu-west-1',
    _X_AMZN_TRACE_ID: sampled,
    ...environment,
  };
  traceDynamoDb(client, variables, () => (now += 250));
  return { documents: DynamoDBDocumentClient.from(client), variables };
}

/** A server that responds like DynamoDB, but unfavourably. */
async function serverThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answerOf =
  (status: number, type: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'x-amzn-requestid': 'R1', 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'secret' }));
  };

const put = (id: string, more: object = {}) => new PutCommand({ TableName: table.tableName, Item: { id }, ...more });
const get = (TableName = table.tableName) => new GetCommand({ TableName, Key: { id: '1' } });

describe('a DynamoDB call in a sampled invocation', () => {
  it('is a subsegment of its function, with the table', async () => {
    const { documents } = tracedClient();
    const { $metadata } = await documents.send(put('1'));
    expect(await daemon.next()).toEqual({
      type: 'subsegment',
      id: expect.any(String) as string,
      trace_id: traceId,
      parent_id: parentId,
      name: 'DynamoDB',
      namespace: 'aws',
      start_time: 1_795_000_000,
      end_time: 1_795_000_000.25,
      aws: {
        operation: 'PutItem',
        table_name: 'jobs',
        region: 'eu-west-1',
        request_id: $metadata.requestId,
        retries: 0,
      },
      http: { response: { status: 200 } },
    });
    await documents.send(get());
    expect(await daemon.next()).toMatchObject({ aws: { operation: 'GetItem' } });
  });

  it('has its own id', async () => {
    const { documents } = tracedClient();
    await documents.send(get());
    await documents.send(get());
    expect((await daemon.next()).id).not.toBe((await daemon.next()).id);
  });

  it('is an error when DynamoDB rejects it, without its message', async () => {
    const { documents } = tracedClient();
    await documents.send(put('2'));
    await daemon.next();
    const conditional = put('2', { ConditionExpression: 'attribute_not_exists(id)' });
    await expect(documents.send(conditional)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    const subsegment = await daemon.next();
    expect(subsegment).toMatchObject({
      error: true,
      http: { response: { status: 400 } },
      cause: { exceptions: [{ type: 'ConditionalCheckFailedException', remote: true }] },
    });
    expect(subsegment).not.toHaveProperty('fault');
    expect(subsegment).not.toHaveProperty('throttle');
    expect(JSON.stringify(subsegment)).not.toContain('conditional request');
  });

  it('names its table, even if that does not exist', async () => {
    const { documents } = tracedClient();
    await expect(documents.send(get('elsewhere'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await daemon.next()).toMatchObject({ error: true, aws: { table_name: 'elsewhere' } });
  });

  it.each([
    ['ProvisionedThroughputExceededException', 400, { error: true, throttle: true }],
    ['ThrottlingException', 400, { error: true, throttle: true }],
    ['RequestLimitExceeded', 400, { error: true, throttle: true }],
    ['InternalServerError', 500, { fault: true }],
    ['ServiceUnavailable', 503, { fault: true }],
  ])('has the flags of %s, and counts its retries', async (type, status, flags) => {
    const { documents } = tracedClient({}, await serverThat(answerOf(status, type)));
    await expect(documents.send(get())).rejects.toMatchObject({ name: type });
    const { error, fault, throttle, aws, cause } = await daemon.next();
    expect({ error, fault, throttle }).toEqual({ error: undefined, fault: undefined, throttle: undefined, ...flags });
    expect(aws).toMatchObject({ retries: 1, request_id: 'R1' });
    expect(cause?.exceptions[0]?.type).toBe(type);
  });

  it('is a fault without a response', async () => {
    const nobody = await serverThat((request) => request.socket.destroy());
    const { documents } = tracedClient({}, nobody);
    await expect(documents.send(get())).rejects.toThrow();
    const subsegment = await daemon.next();
    expect(subsegment).toMatchObject({ fault: true, cause: { exceptions: [{ remote: false }] } });
    expect(subsegment).not.toHaveProperty('http');
  });

  it('is in the trace of its own invocation (F4)', async () => {
    const { documents, variables } = tracedClient();
    await documents.send(get());
    variables._X_AMZN_TRACE_ID = sampled.replace(parentId, 'defdfd9912dc5a56');
    await documents.send(get());
    expect(await daemon.next()).toMatchObject({ parent_id: parentId });
    expect(await daemon.next()).toMatchObject({ parent_id: 'defdfd9912dc5a56' });
  });
});

describe('a DynamoDB call', () => {
  it('is not sent when its invocation is not sampled', async () => {
    const { documents, variables } = tracedClient({ _X_AMZN_TRACE_ID: sampled.replace('Sampled=1', 'Sampled=0') });
    await documents.send(put('unsampled'));
    variables._X_AMZN_TRACE_ID = sampled;
    await documents.send(get());
    // Datagrams on this machine keep their order.
    expect(await daemon.next()).toMatchObject({ aws: { operation: 'GetItem' } });
  });

  it.each([
    ['no daemon', { AWS_XRAY_DAEMON_ADDRESS: undefined }],
    ['a daemon that does not listen', { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9' }],
    ['an impossible daemon address', { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:99999' }],
  ])('still works with %s', async (_, environment) => {
    const { documents } = tracedClient(environment);
    await documents.send(put('3'));
    expect(await table.itemOf('3')).toEqual({ id: '3' });
  });
});
