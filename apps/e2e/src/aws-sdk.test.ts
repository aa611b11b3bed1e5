import { randomUUID } from 'node:crypto';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeReplayCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, stackName, startLocalTarget } from './testing/target.ts';

const newId = () => `${Date.now()}-${randomUUID()}`;
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });

/** The record that Lambda sends to the destination after the processor failed. */
const failureRecord = (id: string) => ({
  timestamp: new Date().toISOString(),
  requestContext: { requestId: randomUUID(), condition: 'RetriesExhausted' },
  requestPayload: { id, acceptedAt: 1, parameters: { seconds: 1 } },
  responsePayload: { errorType: 'Broken', errorMessage: 'by the test' },
});

describe.skipIf(isDeployed)('the AWS SDK', () => {
  let local: LocalTarget;
  let clients: ReturnType<typeof createClients>;
  beforeAll(async () => {
    local = await startLocalTarget();
    clients = createClients(local);
  });
  afterAll(() => {
    for (const client of Object.values(clients)) client.destroy();
    return local.stop();
  });

  const statusOf = async (id: string) => {
    const { JobsTable: TableName } = local.stack.outputs;
    const { Item } = await clients.dynamoDb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
    return Item?.status?.S;
  };
  const errorHandlerArn = async () => {
    const { FailedJobsEventBus: EventBusName } = local.stack.outputs;
    // A long stack name is truncated in resource names.
    const NamePrefix = stackName.slice(0, 20);
    const { Rules = [] } = await clients.events.send(new ListRulesCommand({ EventBusName, NamePrefix }));
    const Rule = Rules[0]?.Name;
    const { Targets = [] } = await clients.events.send(new ListTargetsByRuleCommand({ EventBusName, Rule }));
    return Targets[0]?.Arn;
  };

  it('assumes the role and calls the API with it', async () => {
    const { JobsApiInvokeRole: RoleArn } = local.stack.outputs;
    const { Credentials } = await clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'sdk' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
    expect(Expiration?.getTime()).toBeGreaterThan(Date.now());
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const { status } = await signedRequest(`${local.apiUrl}/jobs/unknown`, { credentials, region: local.region });
    expect(status).toBe(404);
  });

  it('describes the stack', async () => {
    const { Stacks = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue] as const) ?? [];
    expect(Object.fromEntries(outputs)).toEqual(local.stack.outputs);
    const unknown = clients.cloudFormation.send(new DescribeStacksCommand({ StackName: 'unknown' }));
    await expect(unknown).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('invokes a function synchronously and asynchronously, and reads what it stored', async () => {
    const FunctionName = await errorHandlerArn();
    const [first, second] = [newId(), newId()];
    const invoke = (id: string, InvocationType?: 'Event') =>
      clients.lambda.send(
        new InvokeCommand({ FunctionName, InvocationType, Payload: Buffer.from(JSON.stringify(failureRecord(id))) }),
      );
    const waited = await invoke(first);
    expect([waited.StatusCode, JSON.parse(waited.Payload?.transformToString() ?? '')]).toEqual([
      200,
      { id: first, outcome: 'recorded' },
    ]);
    expect(await statusOf(first)).toBe('Failure');
    expect(await invoke(second, 'Event')).toMatchObject({ StatusCode: 202 });
    await eventually(async () => {
      expect(await statusOf(second)).toBe('Failure');
    });
    const { Items = [] } = await clients.dynamoDb.send(new ScanCommand({ TableName: local.stack.outputs.JobsTable }));
    expect(Items.map(({ id }) => id?.S)).toEqual(expect.arrayContaining([first, second]));
  });

  it('puts an event, finds it in the archive, and replays it', async () => {
    const { FailedJobsEventBus: Arn, FailedJobsArchive: EventSourceArn } = local.stack.outputs;
    const { events } = clients;
    const id = newId();
    const { FailedEntryCount, Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: 'lambda',
            DetailType: 'Lambda Function Invocation Result - Failure',
            EventBusName: Arn,
            Detail: JSON.stringify({ requestPayload: failureRecord(id) }),
          },
        ],
      }),
    );
    expect([FailedEntryCount, Entries]).toEqual([0, [{ EventId: expect.any(String) as string }]]);
    await eventually(async () => {
      const { Archives = [] } = await events.send(new ListArchivesCommand({}));
      expect(Archives).toMatchObject([{ EventSourceArn: Arn, EventCount: 1 }]);
    });
    const replay = await events.send(
      new StartReplayCommand({
        ReplayName: 'sdk',
        EventSourceArn,
        EventStartTime: new Date(Date.now() - 600_000),
        EventEndTime: new Date(Date.now() + 600_000),
        Destination: { Arn },
      }),
    );
    expect(replay.State).toBe('STARTING');
    await eventually(async () => {
      const described = await events.send(new DescribeReplayCommand({ ReplayName: 'sdk' }));
      expect(described).toMatchObject({ State: 'COMPLETED', ReplayEndTime: expect.any(Date) as Date });
      expect(await statusOf(id)).toBe('Failure');
    });
  });
});

function createClients({ stack, region, userCredentials: credentials }: LocalTarget) {
  const options = { endpoint: stack.endpoint, region, credentials };
  return {
    sts: new STSClient(options),
    dynamoDb: new DynamoDBClient(options),
    events: new EventBridgeClient(options),
    lambda: new LambdaClient(options),
    cloudFormation: new CloudFormationClient(options),
  };
}
