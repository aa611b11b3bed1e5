import { hostileJson } from './hostile-json.ts';
import type { Message } from './message.ts';
import type { Random } from './random.ts';

/** Names from the stack that make a call plausible. */
export interface ServiceNames {
  readonly table: string;
  readonly busArn: string;
  readonly archiveArn: string;
  readonly roleArn: string;
  readonly functionArn: string;
}

/** A hostile call to an AWS API, and the service that it must be signed for. */
export function serviceRequest(
  random: Random,
  names: ServiceNames,
): { readonly service: string; readonly message: Message } {
  return random.pick([dynamoDb, dynamoDb, events, query, invoke, secrets, parameters, topics])(random, names);
}

function dynamoDb(random: Random, { table: TableName }: ServiceNames) {
  const id = { S: random.pick(['fuzz-a', 'fuzz-b', 'fuzz-c']) };
  const [operation, input] = random.pick([
    ['GetItem', { TableName, Key: { id }, ConsistentRead: true, ProjectionExpression: 'id, #a.b[0]' }],
    ['PutItem', { TableName, Item: { id, status: { S: 'x' } }, ConditionExpression: 'attribute_not_exists(id)' }],
    [
      'UpdateItem',
      {
        TableName,
        Key: { id },
        UpdateExpression: 'SET a = :a, b = if_not_exists(b, :a)',
        ExpressionAttributeValues: { ':a': { N: '1' } },
      },
    ],
    ['DeleteItem', { TableName, Key: { id }, ReturnValues: 'ALL_OLD' }],
    ['Query', { TableName, KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': id } }],
    ['Scan', { TableName, Limit: 2, FilterExpression: 'contains(id, :id)', ExpressionAttributeValues: { ':id': id } }],
    ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [{ id }] } } }],
    ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: { id } } }] } }],
    ['DescribeTable', { TableName }],
    ['ListTables', { Limit: 1 }],
    [random.text(10), { TableName }],
  ] as const);
  return json(random, 'dynamodb', `DynamoDB_20120810.${operation}`, input);
}

function events(random: Random, { busArn, archiveArn }: ServiceNames) {
  const [operation, input] = random.pick([
    ['PutEvents', { Entries: [{ Source: 'fuzz', DetailType: 'fuzz', Detail: '{"a":1}', EventBusName: busArn }] }],
    [
      'StartReplay',
      {
        ReplayName: 'fuzz',
        EventSourceArn: archiveArn,
        EventStartTime: 1,
        EventEndTime: 2,
        Destination: { Arn: busArn },
      },
    ],
    ['DescribeReplay', { ReplayName: 'fuzz' }],
    ['ListReplays', { NamePrefix: 'f', Limit: 1 }],
    ['DescribeArchive', { ArchiveName: archiveArn.split('/').at(-1) }],
    ['ListArchives', { Limit: 1 }],
    ['ListRules', { EventBusName: busArn }],
    ['TestEventPattern', { Event: '{"id":"1","source":"a"}', EventPattern: '{"source":[{"wildcard":"*a*b*"}]}' }],
    [random.text(10), {}],
  ] as const);
  return json(random, 'events', `AWSEvents.${operation}`, input);
}

function secrets(random: Random) {
  const SecretId = random.pick(['fuzz', 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:fuzz', random.text(60)]);
  const [operation, input] = random.pick([
    ['CreateSecret', { Name: 'fuzz', SecretString: 'x', Tags: [{ Key: 'a', Value: 'b' }] }],
    ['PutSecretValue', { SecretId, SecretString: 'y', VersionStages: ['AWSCURRENT'] }],
    ['GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' }],
    ['BatchGetSecretValue', { SecretIdList: [SecretId], MaxResults: 1 }],
    ['ListSecrets', { Filters: [{ Key: 'name', Values: ['f'] }], MaxResults: 1, NextToken: 'MQ==' }],
    ['DeleteSecret', { SecretId, RecoveryWindowInDays: 7 }],
    ['RestoreSecret', { SecretId }],
    ['GetRandomPassword', { PasswordLength: 8, ExcludeCharacters: 'abc' }],
    [random.text(10), { SecretId }],
  ] as const);
  return json(random, 'secretsmanager', `secretsmanager.${operation}`, input);
}

function parameters(random: Random) {
  const Name = random.pick(['/fuzz/a', '/fuzz/b', '/fuzz/a:1', random.text(60)]);
  const [operation, input] = random.pick([
    ['PutParameter', { Name: '/fuzz/a', Value: 'x', Type: 'String', Overwrite: true, AllowedPattern: '[a-z]' }],
    ['GetParameter', { Name, WithDecryption: true }],
    ['GetParameters', { Names: [Name, '/fuzz/b'] }],
    ['GetParametersByPath', { Path: '/fuzz', Recursive: true, MaxResults: 1, NextToken: 'MQ==' }],
    ['DescribeParameters', { ParameterFilters: [{ Key: 'Name', Option: 'Contains', Values: ['f'] }] }],
    ['DeleteParameters', { Names: [Name] }],
    [random.text(10), { Name }],
  ] as const);
  return json(random, 'ssm', `AmazonSSM.${operation}`, input);
}

function topics(random: Random) {
  const TopicArn = random.oneIn(5) ? random.text(60) : 'arn:aws:sns:eu-west-1:000000000000:fuzz';
  const attribute = 'MessageAttributes.entry.1';
  const [Action, input] = random.pick([
    ['CreateTopic', { Name: 'fuzz' }],
    [
      'Subscribe',
      {
        ...{ TopicArn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:000000000000:fuzz' },
        ...{ 'Attributes.entry.1.key': 'FilterPolicy', 'Attributes.entry.1.value': random.text(30) },
      },
    ],
    [
      'Publish',
      {
        ...{ TopicArn, Message: random.text(60), MessageStructure: random.oneIn(3) ? 'json' : '' },
        ...{ [`${attribute}.Name`]: random.text(10), [`${attribute}.Value.DataType`]: 'Number' },
        [`${attribute}.Value.StringValue`]: random.text(10),
      },
    ],
    ['PublishBatch', { TopicArn, 'PublishBatchRequestEntries.member.1.Id': random.text(10), '__proto__.1.a': 'x' }],
    ['ListSubscriptions', { NextToken: random.text(10) }],
    [random.text(10), { TopicArn }],
  ] as const);
  const form = new URLSearchParams({ Action, Version: '2010-03-31', ...input });
  const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
  return { service: 'sns', message: { method: 'POST', target: '/', headers, body: Buffer.from(form.toString()) } };
}

function json(random: Random, service: string, target: string, input: Readonly<Record<string, unknown>>) {
  const headers = [
    ['x-amz-target', target.replaceAll(/[\r\n\0]/g, '')],
    ['content-type', random.pick(['application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'text/plain'] as const)],
  ] as const;
  return { service, message: { method: 'POST', target: '/', headers, body: hostileJson(random, input) } };
}

function query(random: Random, { roleArn }: ServiceNames) {
  const service = random.pick(['sts', 'cloudformation'] as const);
  const parameters = new URLSearchParams({
    Action: random.pick(['AssumeRole', 'GetCallerIdentity', 'DescribeStacks', random.text(10)] as const),
    Version: random.oneIn(8) ? random.text(10) : service === 'sts' ? '2011-06-15' : '2010-05-15',
    // Started sessions stay in memory until they expire, so start only a few.
    RoleArn: random.oneIn(50) ? roleArn : random.text(60),
    RoleSessionName: random.text(70),
    [random.pick(['DurationSeconds', 'StackName', 'Policy', '__proto__'] as const)]: random.text(30),
  });
  const form = random.oneIn(6) ? random.bytes(200) : Buffer.from(parameters.toString());
  const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
  if (random.oneIn(5)) {
    return {
      service,
      message: { method: 'GET', target: `/?${parameters.toString()}`, headers: [], body: Buffer.alloc(0) },
    };
  }
  return { service, message: { method: 'POST', target: '/', headers, body: form } };
}

function invoke(random: Random, { functionArn }: ServiceNames) {
  const name = random.oneIn(3) ? random.text(40).replaceAll(/[\s\0\u007f]/g, '') : encodeURIComponent(functionArn);
  const target = `/2015-03-31/functions/${name}/invocations${random.oneIn(5) ? '?Qualifier=$LATEST' : ''}`;
  // Failed asynchronous events would be archived and stay in memory, so invoke synchronously.
  const type = random.pick(['RequestResponse', 'DryRun', 'event', ''] as const);
  const headers = [
    ['x-amz-invocation-type', type],
    ['x-amz-client-context', random.text(20).replaceAll(/[\r\n\0]/g, '')],
  ] as const;
  return {
    service: 'lambda',
    message: { method: 'POST', target, headers, body: hostileJson(random, { requestPayload: {} }) },
  };
}
