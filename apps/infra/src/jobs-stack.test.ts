import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { operations, requestModels } from '@jobs/contract';
import { stackNameOf } from './stages/stack-name.ts';
import { parseStage } from './stages/stage-settings.ts';
import { stableIds } from './testing/stable-ids.ts';
import { synthesize } from './testing/synthesize.ts';

interface Resource {
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

const dev = synthesize('dev');
const prod = synthesize('prod');

function all(type: string, template: Template = dev): [logicalId: string, resource: Resource][] {
  return Object.entries(template.findResources(type) as Record<string, DataResource>);
}

/** The one resource of a type whose properties match. */
function the(type: string, properties: object = {}, template: Template = dev): [logicalId: string, resource: Resource] {
  const found = Object.entries(template.findResources(type, { Properties: properties }) as Record<string, Resource>);
  expect(found, `${type} ${JSON.stringify(properties)}`).toHaveLength(1);
  return found[0]!;
}

const functionOf = (Description: string) => the('AWS::Lambda::Function', { Description })[0];
/** The alias that is invoked. */
const liveOf = (Description: string) =>
  the('AWS::Lambda::Alias', { FunctionName: { Ref: functionOf(Description) }, Name: 'live' })[0];
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

describe('the API', () => {
  it('has a method for each operation of the contract, for callers with IAM permission only', () => {
    const names = all('AWS::ApiGateway::Method').map(([, { Properties }]) => Properties.OperationName);
    expect(names.sort()).toEqual(Object.keys(operations).sort());
    dev.allResourcesProperties('AWS::ApiGateway::Method', { AuthorizationType: 'AWS_IAM' });
  });

  it('has no list of jobs, and no index or role for it, in a stage without lists', () => {
    const without = synthesize('dev', parseStage('dev', { api: { listing: false } }));
    without.resourceCountIs('AWS::ApiGateway::Method', 3);
    without.hasResourceProperties('AWS::DynamoDB::Table', { GlobalSecondaryIndexes: Match.absent() });
    expect(JSON.stringify(without.toJSON())).not.toContain('dynamodb:Query');
    const byTime = synthesize('dev', parseStage('dev', { api: { listing: 'by-time' } }));
    byTime.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'JobsByTime' })],
    });
  });

  it('has the resources /jobs, /jobs/{jobId} and /jobs/{jobId}/cancel', () => {
    const [jobs] = the('AWS::ApiGateway::Resource', { PathPart: 'jobs' });
    const [job] = the('AWS::ApiGateway::Resource', { PathPart: '{jobId}', ParentId: { Ref: jobs } });
    the('AWS::ApiGateway::Resource', { PathPart: 'cancel', ParentId: { Ref: job } });
    dev.resourceCountIs('AWS::ApiGateway::Resource', 3);
  });

  it('is regional, and its stage has the name of the deployment stage, tracing, metrics and a rate limit', () => {
    dev.hasResourceProperties('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } });
    const limits = { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000, MetricsEnabled: true };
    dev.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'dev',
      TracingEnabled: true,
      MethodSettings: [Match.objectLike(limits)],
    });
    prod.hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'prod' });
  });

  it('validates bodies against the generated request model', () => {
    const [model, { Properties }] = the('AWS::ApiGateway::Model');
    expect(Properties.Schema).toEqual(requestModels.JobParameters);
    const [validator] = the('AWS::ApiGateway::RequestValidator', {
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
    the('AWS::ApiGateway::Method', {
      HttpMethod: 'POST',
      RequestModels: { 'application/json': { Ref: model } },
      RequestValidatorId: { Ref: validator },
    });
  });

  it('invokes the processor asynchronously', () => {
    the('AWS::ApiGateway::Method', {
      HttpMethod: 'POST',
      Integration: {
        Type: 'AWS',
        PassthroughBehavior: 'NEVER',
        RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
        Uri: { 'Fn::Join': ['', Match.arrayWith([{ Ref: liveOf('Runs jobs') }])] },
      },
    });
    the('AWS::Lambda::Permission', {
      FunctionName: { Ref: liveOf('Runs jobs') },
      Principal: 'apigateway.amazonaws.com',
    });
  });

  it('reads jobs with a separate role', () => {
    const [role] = the('AWS::IAM::Role', { Description: 'Lets the API read jobs' });
    the('AWS::ApiGateway::Method', { HttpMethod: 'GET', Integration: { Credentials: arn(role) } });
  });

  it('accepts only TLS 1.2 or later, and only requests for its own host name', () => {
    the('AWS::ApiGateway::RestApi', {
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
    });
  });

  it('has one account setting, for its execution logs', () => {
    dev.resourceCountIs('AWS::ApiGateway::Account', 1);
  });

  it('writes access logs to an encrypted group that keeps them 30 days', () => {
    const [, { Properties }] = the('AWS::ApiGateway::Stage');
    const [logs, group] = all('AWS::Logs::LogGroup').find(([id]) => JSON.stringify(Properties).includes(`"${id}"`))!;
    expect(group.Properties).toMatchObject({
      RetentionInDays: 30,
      KmsKeyId: arn(the('AWS::KMS::Key', { Description: 'Encrypts the logs of the Jobs API' })[0]),
    });
    expect(Properties.AccessLogSetting).toMatchObject({
      DestinationArn: { 'Fn::Join': ['', expect.arrayContaining([{ Ref: logs }])] },
    });
  });

  it('writes its execution logs to an encrypted group that keeps them 30 days and exists before the stage', () => {
    const [logs] = the('AWS::Logs::LogGroup', {
      LogGroupName: {
        'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: the('AWS::ApiGateway::RestApi')[0] }, '/dev']],
      },
      RetentionInDays: 30,
      KmsKeyId: arn(the('AWS::KMS::Key', { Description: 'Encrypts the logs of the Jobs API' })[0]),
    });
    expect(the('AWS::ApiGateway::Stage')[1].DependsOn).toContain(logs);
  });

  it('returns 503 when it cannot reach the service behind it', () => {
    for (const ResponseType of ['INTEGRATION_FAILURE', 'INTEGRATION_TIMEOUT']) {
      the('AWS::ApiGateway::GatewayResponse', {
        ResponseType,
        StatusCode: '503',
        ResponseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
      });
    }
  });
});

describe('the functions', () => {
  const processor = functionOf('Runs jobs');
  const errorHandler = functionOf('Records failed jobs');
  const [bus] = the('AWS::Events::EventBus');

  it('run on Node 24 on arm64, with tracing, JSON logs, timeouts of 300 and 5 seconds, and 100 concurrent executions', () => {
    const shared = {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
      ReservedConcurrentExecutions: 100,
    };
    the('AWS::Lambda::Function', { ...shared, Description: 'Runs jobs', Timeout: 300 });
    the('AWS::Lambda::Function', { ...shared, Description: 'Records failed jobs', Timeout: 5 });
    dev.resourceCountIs('AWS::Lambda::Function', 2);
  });

  it('get the table and the dimension of their metrics, and the processor its limits', () => {
    const environmentOf = (Description: string) =>
      (the('AWS::Lambda::Function', { Description })[1].Properties.Environment as { Variables: object }).Variables;
    const shared = {
      JOBS_TABLE_NAME: { Ref: the('AWS::DynamoDB::Table')[0] },
      POWERTOOLS_METRICS_NAMESPACE: 'JobsApi',
      POWERTOOLS_SERVICE_NAME: stackNameOf('dev'),
    };
    expect(environmentOf('Records failed jobs')).toEqual(shared);
    expect(environmentOf('Runs jobs')).toMatchObject({
      ...shared,
      JOB_TIME_LIMIT_SECONDS: '300',
      JOB_RETRY_ATTEMPTS: '0',
    });
  });

  it('pass failures on: the processor to the error handler, the error handler to the bus', () => {
    const failing = (id: string, live: string, destination: object) =>
      the('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: id },
        Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: live }] }] },
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 21_600,
        DestinationConfig: { OnFailure: { Destination: destination } },
      });
    failing(processor, liveOf('Runs jobs'), { Ref: liveOf('Records failed jobs') });
    failing(errorHandler, liveOf('Records failed jobs'), arn(bus));
    dev.resourceCountIs('AWS::Lambda::EventInvokeConfig', 2);
  });
});

describe('failed jobs', () => {
  it('are kept forever in the archive of a separate bus', () => {
    const [bus] = the('AWS::Events::EventBus');
    the('AWS::Events::Archive', {
      SourceArn: arn(bus),
      RetentionDays: 0,
      EventPattern: {
        source: ['lambda'],
        'detail-type': ['Lambda Function Invocation Result - Failure'],
        // Events that fail in a replay are already in the archive.
        detail: { requestPayload: { 'replay-name': [{ exists: false }] } },
      },
    });
    dev.resourceCountIs('AWS::Events::Archive', 1);
  });

  it('go back to the error handler when replayed, with the name of the replay', () => {
    the('AWS::Events::Rule', {
      EventBusName: { Ref: the('AWS::Events::EventBus')[0] },
      EventPattern: { 'replay-name': [{ exists: true }] },
      State: 'ENABLED',
      Targets: [{ Arn: { Ref: liveOf('Records failed jobs') }, InputPath: Match.absent() }],
    });
    dev.resourceCountIs('AWS::Events::Rule', 1);
  });
});

describe('the table', () => {
  it('is on demand, encrypted with its own rotated key, recoverable to a point in time, and drops expired jobs', () => {
    const [key] = the('AWS::KMS::Key', { Description: 'Encrypts the jobs table', EnableKeyRotation: true });
    the('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arn(key) },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('is deleted with a dev stack, and retained when a prod stack is deleted', () => {
    for (const [template, policy, protection] of [
      [dev, 'Delete', false],
      [prod, 'Retain', true],
    ] as const) {
      const [, table] = the('AWS::DynamoDB::Table', {}, template);
      const [, key] = the('AWS::KMS::Key', { Description: 'Encrypts the jobs table' }, template);
      expect(table.DeletionPolicy).toBe(policy);
      expect(table.Properties.DeletionProtectionEnabled).toBe(protection);
      expect(key.DeletionPolicy).toBe(policy);
    }
  });
});

interface DataResource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

describe('other resources with data of jobs', () => {
  const withEvents = (settings: object) =>
    synthesize('test', parseStage('test', { completionEvents: true, ...settings }));
  const retained = withEvents({
    retainData: true,
    jobRetentionDays: 90,
    archiveRetentionDays: 30,
    logRetentionDays: 30,
    accessLogRetentionDays: 365,
  });
  const resourcesOf = (template: Template) =>
    Object.entries(template.toJSON().Resources as Record<string, DataResource>);

  it('are retained, with their keys, when the stack of a stage that keeps its data is deleted', () => {
    const kept = resourcesOf(retained)
      .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
      .map(([id]) => stableIds(id))
      .filter((id) => !/CloudWatchRole|RestApiAccount/.test(id));
    expect(kept.sort()).toEqual([
      'ApiAccessLogs',
      'FailedJobsArchive',
      'FailedJobsBus',
      'FailedJobsReplayDeadLetters',
      'JobEventsDeadLetters',
      'JobsKey',
      'JobsTable',
      'LogKey',
    ]);
  });

  it('are encrypted with the key of the table: buses, archive and queues', () => {
    const template = withEvents({});
    const [key] = the('AWS::KMS::Key', { Description: 'Encrypts the jobs table' }, template);
    const keys = resourcesOf(template).flatMap(([, { Type, Properties }]) =>
      /^AWS::(?:Events::(?:EventBus|Archive)|SQS::Queue)$/.test(Type)
        ? [Properties.KmsKeyIdentifier ?? Properties.KmsMasterKeyId]
        : [],
    );
    expect(keys).toEqual(Array.from({ length: 5 }, () => arn(key)));
  });

  it('keep the access log longer than the other logs', () => {
    const days = Object.entries(retained.findResources('AWS::Logs::LogGroup')).map(([id, { Properties }]) => [
      stableIds(id),
      (Properties as { RetentionInDays: number }).RetentionInDays,
    ]);
    expect(Object.fromEntries(days)).toMatchObject({ ApiAccessLogs: 365, ProcessingProcessorLogs: 30 });
  });
});

describe('the outputs', () => {
  it('are those that clients and operators need', () => {
    expect(Object.keys(dev.findOutputs('*'))).toEqual([
      'JobsApiEndpoint',
      'JobsApiInvokeRole',
      'JobsIsolation',
      'JobsTable',
      'FailedJobsEventBus',
      'FailedJobsArchive',
      'ReplayDeadLetterQueue',
      'JobsDashboard',
    ]);
  });
});
