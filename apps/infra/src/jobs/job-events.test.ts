import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { jobEventExample, JobEventSchema, stringConstraints } from '@jobs/contract';
import { stackNameOf } from '../stages/stack-name.ts';
import { parseStage } from '../stages/stage-settings.ts';
import { onFailedJobs } from '../testing/on-failed-jobs.ts';
import { synthesize } from '../testing/synthesize.ts';

const withEvents = (settings: object = {}) =>
  synthesize('dev', parseStage('dev', { completionEvents: true, ...settings }));
const template = withEvents();

interface Pipe {
  readonly Properties: {
    readonly Name?: string;
    readonly Source: unknown;
    readonly SourceParameters: {
      readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
      readonly DynamoDBStreamParameters: Readonly<Record<string, unknown>>;
    };
    readonly TargetParameters: { readonly InputTemplate: string };
  };
  readonly DependsOn: readonly string[];
}

function findPipe(from: Template): Pipe {
  const pipes = Object.values(from.findResources('AWS::Pipes::Pipe')) as Pipe[];
  expect(pipes).toHaveLength(1);
  return pipes[0]!;
}

const idOf = (type: string, properties: object = {}) =>
  Object.keys(template.findResources(type, { Properties: properties }))[0];

/** The parts of a stream record that the event needs. */
const recordOf = (attributes: Readonly<Record<string, string>>) => ({
  eventID: example.id,
  eventName: 'MODIFY',
  dynamodb: {
    Keys: { id: { S: `AROAEXAMPLE/${attributes.jobId}` } },
    NewImage: {
      id: { S: `AROAEXAMPLE/${attributes.jobId}` },
      listKey: { S: 'AROAEXAMPLE' },
      submittedBy: { S: 'arn:aws:sts::111122223333:assumed-role/caller/me' },
      ...Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, { S: text }])),
    },
  },
});

const example = JobEventSchema.parse(jobEventExample);
const { id: exampleId, ...times } = example.data;
/** The attributes of the example's item. */
const finished = { jobId: exampleId, ...times };

/** Renders a pipe's template: unquoted placeholders become JSON values, quoted ones text (J8). */
function rendered(attributes: Readonly<Record<string, string>>, missing = ''): unknown {
  const { InputTemplate } = findPipe(template).Properties.TargetParameters;
  const text = InputTemplate.replace(/"<\$\.([\w.]+)>"|<\$\.([\w.]+)>/g, (_, quoted?: string, bare?: string) => {
    const value = (quoted ?? bare ?? '')
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], recordOf(attributes));
    return quoted === undefined ? JSON.stringify(value) : `"${(value as string | undefined) ?? missing}"`;
  });
  return JSON.parse(text);
}

describe('completion events', () => {
  it('are off by default, and then the template contains none of their resources', () => {
    const without = synthesize('dev');
    without.resourceCountIs('AWS::Pipes::Pipe', 0);
    without.hasResourceProperties('AWS::DynamoDB::Table', { StreamSpecification: Match.absent() });
    expect(JSON.stringify(without.toJSON())).not.toContain('JobEvents');
  });

  it('only add a stream to the table', () => {
    const [[id, before] = []] = Object.entries(synthesize('dev').findResources('AWS::DynamoDB::Table'));
    const [[sameId, after] = []] = Object.entries(template.findResources('AWS::DynamoDB::Table'));
    const { StreamSpecification, ...kept } = (after as { Properties: Record<string, unknown> }).Properties;
    expect(StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect({ id: sameId, properties: kept }).toEqual({ id, properties: (before as { Properties: object }).Properties });
  });

  it('J12 come from the current stream of the table, through a pipe that can be replaced', () => {
    const { Properties, DependsOn } = findPipe(template);
    expect(Properties.Source).toEqual({ 'Fn::GetAtt': [idOf('AWS::DynamoDB::Table'), 'StreamArn'] });
    expect(Properties.Name).toBeUndefined();
    expect(DependsOn).toEqual([expect.stringMatching(/^JobEventsRoleDefaultPolicy/)]);
  });

  it('J7 are sent for jobs with a final status', () => {
    const [filter, ...others] = findPipe(template).Properties.SourceParameters.FilterCriteria.Filters;
    expect(others).toEqual([]);
    const finalStatuses = stringConstraints.ListedStatus.enum.filter((status) => status !== 'Running');
    expect(JSON.parse(filter!.Pattern)).toMatchObject({ dynamodb: { NewImage: { status: { S: finalStatuses } } } });
  });

  it('are not sent again when the data of a job is erased', () => {
    const [filter] = findPipe(template).Properties.SourceParameters.FilterCriteria.Filters;
    expect(JSON.parse(filter!.Pattern)).toMatchObject({
      dynamodb: { NewImage: { erasedAt: { S: [{ exists: false }] } } },
    });
  });

  it('J5 J6 are sent ten at a time, and given up on before the stream drops them', () => {
    const { MaximumRecordAgeInSeconds, ...others } =
      findPipe(template).Properties.SourceParameters.DynamoDBStreamParameters;
    expect(MaximumRecordAgeInSeconds).toBeLessThan(24 * 60 * 60);
    expect(others).toEqual({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10,
      MaximumRetryAttempts: 100,
      OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^JobEventsDeadLetters/), 'Arn'] } },
    });
  });
});

describe('the event', () => {
  it('is a CloudEvent that names the job and its status, but not its owner', () => {
    // The example is from the stage dev of a project with the default name.
    expect(rendered(finished)).toEqual({ ...example, source: stackNameOf('dev') });
  });

  it.each(['', 'null', '<$.dynamodb.NewImage.startedAt.S>'])(
    'J9 is valid JSON, whatever a missing path is replaced with: %j',
    (missing) => {
      const { startedAt, ...neverStarted } = finished;
      expect(startedAt).toBeDefined();
      expect(rendered(neverStarted, missing)).toMatchObject({ data: { status: 'Success', startedAt: missing } });
    },
  );

  it('J9 matches the contract if a path became an empty string', () => {
    const { jobId, createdAt, finishedAt } = finished;
    const event = rendered({ jobId, status: 'Cancelled', createdAt, finishedAt });
    expect(JobEventSchema.parse(event)).toEqual(event);
  });

  it('J8 has the text of a caller as a value, which cannot end a string', () => {
    const jobId = '","status":"Success"},"x":{"\\';
    expect(rendered({ ...finished, jobId, status: 'Failure' })).toMatchObject({
      subject: jobId,
      data: { id: jobId, status: 'Failure' },
    });
    const { InputTemplate } = findPipe(template).Properties.TargetParameters;
    expect(InputTemplate.match(/"<[^>]*>"/g)).toEqual(['"<$.dynamodb.NewImage.startedAt.S>"']);
  });

  it('is the same with isolated callers', () => {
    expect(findPipe(withEvents({ isolation: 'caller' })).Properties.TargetParameters).toEqual(
      findPipe(template).Properties.TargetParameters,
    );
  });

  it('has a template that AWS accepts', () => {
    expect(findPipe(template).Properties.TargetParameters.InputTemplate.length).toBeLessThanOrEqual(8192);
  });
});

describe('the pipe', () => {
  it('logs errors without data of jobs, to an encrypted group that keeps them as long as other logs', () => {
    const [, pipe] = Object.entries(template.findResources('AWS::Pipes::Pipe'))[0]!;
    const { LogConfiguration } = (pipe as { Properties: Record<string, unknown> }).Properties;
    const logs = Object.entries(template.findResources('AWS::Logs::LogGroup')).find(([id]) =>
      JSON.stringify(LogConfiguration).includes(`"${id}"`),
    );
    expect(LogConfiguration).toEqual({
      Level: 'ERROR',
      CloudwatchLogsLogDestination: { LogGroupArn: { 'Fn::GetAtt': [logs?.[0], 'Arn'] } },
    });
    expect(logs?.[1]).toMatchObject({
      Properties: {
        RetentionInDays: 30,
        KmsKeyId: {
          'Fn::GetAtt': [idOf('AWS::KMS::Key', { Description: 'Encrypts the logs of the Jobs API' }), 'Arn'],
        },
      },
    });
  });

  it('has an encrypted dead-letter queue that accepts only TLS', () => {
    const key = { 'Fn::GetAtt': [idOf('AWS::KMS::Key', { Description: 'Encrypts the jobs table' }), 'Arn'] };
    const queues = Object.keys(template.findResources('AWS::SQS::Queue', { Properties: { KmsMasterKeyId: key } }));
    const queue = queues.find((id) => id.startsWith('JobEvents'));
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } }),
        ],
      },
    });
  });

  it('outputs its bus and queue', () => {
    template.hasOutput('JobEventsBus', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^JobEventsBus'), 'Arn'] } });
    template.hasOutput('JobEventsDeadLetterQueue', { Value: { Ref: Match.stringLikeRegexp('^JobEventsDeadLetters') } });
  });
});

it('the subscriber in another stack from docs/completion-events.md gets events of failed jobs', () => {
  const stack = new Stack();
  const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/JobEvents';
  const handler = 'arn:aws:lambda:eu-west-1:111122223333:function:on-failed-jobs';
  onFailedJobs(stack, bus, LambdaFunction.fromFunctionArn(stack, 'Handler', handler));
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventBusName: 'JobEvents',
    EventPattern: { 'detail-type': stringConstraints.JobEventType.enum, detail: { data: { status: ['Failure'] } } },
    Targets: [Match.objectLike({ Arn: handler })],
  });
});
