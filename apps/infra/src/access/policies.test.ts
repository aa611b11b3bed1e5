import { describe, expect, it } from 'vitest';
import { parseStage } from '../stages/stage-settings.ts';
import { managedPoliciesOf, type Statement, statementsOf, tableOf } from '../testing/statements.ts';
import { synthesize } from '../testing/synthesize.ts';

const dev = synthesize('dev');
const statements = statementsOf(dev);
const everyOption = parseStage('dev', {
  isolation: 'caller',
  clients: ['billing'],
  completionEvents: true,
  api: {
    allowedOrigins: ['https://app.example.com'],
    accounts: ['111122223333'],
    cidrs: ['10.0.0.0/8'],
    privateEndpoint: { vpcEndpointIds: ['vpce-0123456789abcdef0'] },
    separateRoles: true,
    webAcl: {},
  },
});

interface Exception {
  readonly because: string;
  readonly covers: (text: string, statement: Statement) => boolean;
}

/** Where an action or a resource may have a `*`. */
const wildcards: readonly Exception[] = [
  {
    because: 'the resource of a key policy is the key',
    covers: (text, { holder }) => text === '*' && holder.endsWith('Key'),
  },
  {
    because: 'a key that its account cannot administer would become unmanageable',
    covers: (text, { principals }) => text === 'kms:*' && principals.join() === 'AWS: arn:aws:iam::ACCOUNT:root',
  },
  {
    because: 'X-Ray has no resources to name',
    covers: (text, { actions }) => text === '*' && actions.join() === 'xray:PutTelemetryRecords,xray:PutTraceSegments',
  },
  {
    because: 'DynamoDB has no resource to name',
    covers: (text, { actions }) => text === '*' && actions.join() === 'dynamodb:ListStreams',
  },
  {
    because: 'preflights can be for any path',
    covers: (text) => text === 'execute-api:/dev/OPTIONS/*',
  },
  {
    because: 'the job id is part of the path',
    covers: (text) =>
      /^(?:arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>\/<\w+>|execute-api:\/dev)\/(?:GET\/jobs\/\*|POST\/jobs\/\*\/cancel)$/.test(
        text,
      ),
  },
];

/** Permissions open to everyone. */
const open: readonly Exception[] = [
  {
    because: 'browsers do not sign preflights',
    covers: (_, { actions, resources }) =>
      actions.join() === 'execute-api:Invoke' && resources.join() === 'execute-api:/dev/OPTIONS/*',
  },
];

/** Services that may act without a condition on the source. */
const unconditional: readonly Exception[] = [
  {
    because:
      'EventBridge describes the key of an archive without an encryption context; that reveals no encrypted data',
    covers: (principal, { actions }) =>
      principal === 'Service: events.amazonaws.com' && actions.join() === 'kms:DescribeKey',
  },
  {
    because: 'API Gateway sends no source when it assumes a role, so a condition would fail every request',
    covers: (principal, { actions }) =>
      principal === 'Service: apigateway.amazonaws.com' && actions.join() === 'sts:AssumeRole',
  },
];

const wildcardsOf = (all: readonly Statement[]) =>
  textsOf(all, ({ effect, actions, resources }) =>
    effect === 'Allow' ? [...actions, ...resources].filter((text) => text.includes('*')) : [],
  );
const principalsOf = (all: readonly Statement[]) =>
  textsOf(all, ({ effect, principals }) =>
    effect === 'Allow' ? principals.filter((principal) => /(?:^|: )\*$/.test(principal)) : [],
  );
const unconditionalServicesOf = (all: readonly Statement[]) =>
  textsOf(all, ({ principals, conditions }) =>
    conditions.length === 0 ? principals.filter((principal) => principal.includes('amazonaws.com')) : [],
  );

type Found = readonly [text: string, statement: Statement];

function textsOf(all: readonly Statement[], select: (statement: Statement) => readonly string[]): Found[] {
  return all.flatMap((statement) => select(statement).map((text): Found => [text, statement]));
}

const notCovered = (found: readonly Found[], exceptions: readonly Exception[]) =>
  found.filter(([text, statement]) => !exceptions.some(({ covers }) => covers(text, statement)));
const unused = (found: readonly Found[], exceptions: readonly Exception[]) =>
  exceptions.filter(({ covers }) => !found.some(([text, statement]) => covers(text, statement)));

describe('the policies of the stack', () => {
  it('match the snapshot', () => {
    expect(tableOf(statements)).toMatchInlineSnapshot(`
      "LogKey
        Allow AWS: arn:aws:iam::ACCOUNT:root kms:* on *
        Allow Service: logs.REGION.amazonaws.com kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo on *
          if ArnLike kms:EncryptionContext:aws:logs:arn: arn:aws:logs:REGION:ACCOUNT:log-group:STACK-*, arn:aws:logs:REGION:ACCOUNT:log-group:API-Gateway-Execution-Logs_*
      JobsKey
        Allow AWS: arn:aws:iam::ACCOUNT:root kms:* on *
        Allow Service: events.amazonaws.com kms:Decrypt kms:DescribeKey kms:GenerateDataKey on *
          if StringEquals aws:SourceAccount: ACCOUNT
          if StringEquals aws:SourceArn: arn:aws:events:REGION:ACCOUNT:event-bus/STACKFailedJobsBus
          if StringEquals kms:EncryptionContext:aws:events:event-bus:arn: arn:aws:events:REGION:ACCOUNT:event-bus/STACKFailedJobsBus
        Allow Service: events.amazonaws.com kms:Decrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo on *
          if StringEquals kms:EncryptionContext:aws:events:event-bus:arn: arn:aws:events:REGION:ACCOUNT:event-bus/STACKFailedJobsBus
        Allow Service: events.amazonaws.com kms:DescribeKey on *
        Allow Service: events.amazonaws.com kms:Decrypt kms:GenerateDataKey on *
          if StringEquals aws:SourceAccount: ACCOUNT
      FailedJobsReplayDeadLettersPolicy
        Deny AWS: * sqs:* on <FailedJobsReplayDeadLetters.Arn>
          if Bool aws:SecureTransport: false
        Allow Service: events.amazonaws.com sqs:SendMessage on <FailedJobsReplayDeadLetters.Arn>
          if ArnEquals aws:SourceArn: <FailedJobsBus.Arn>
        Allow Service: events.amazonaws.com sqs:SendMessage on <FailedJobsReplayDeadLetters.Arn>
          if ArnEquals aws:SourceArn: <FailedJobsReplayRule.Arn>
      FailedJobsBusPolicy
        Deny * events:PutEvents on <FailedJobsBus.Arn>
          if ArnNotEquals aws:PrincipalArn: <ProcessingErrorHandlerRole.Arn>
      FailedJobsReplayRuleAllowEventRuleSTACKProcessingErrorHandlerLive
        Allow events.amazonaws.com lambda:InvokeFunction on <ProcessingErrorHandlerLive>
          if aws:SourceArn: <FailedJobsReplayRule.Arn>
      ProcessingErrorHandlerRole
        Allow Service: lambda.amazonaws.com sts:AssumeRole
          if StringEquals aws:SourceAccount: ACCOUNT
      ProcessingErrorHandlerRoleDefaultPolicy
        Allow logs:CreateLogStream logs:PutLogEvents on <ProcessingErrorHandlerLogs.Arn>
        Allow xray:PutTelemetryRecords xray:PutTraceSegments on *
        Allow events:PutEvents on <FailedJobsBus.Arn>
        Allow dynamodb:GetItem dynamodb:PutItem on <JobsTable.Arn>
        Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
      ProcessingProcessorRole
        Allow Service: lambda.amazonaws.com sts:AssumeRole
          if StringEquals aws:SourceAccount: ACCOUNT
      ProcessingProcessorRoleDefaultPolicy
        Allow logs:CreateLogStream logs:PutLogEvents on <ProcessingProcessorLogs.Arn>
        Allow xray:PutTelemetryRecords xray:PutTraceSegments on *
        Allow lambda:InvokeFunction on <ProcessingErrorHandlerLive>
        Allow dynamodb:GetItem dynamodb:PutItem on <JobsTable.Arn>
        Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
      ApiRestApiCloudWatchRole
        Allow Service: apigateway.amazonaws.com sts:AssumeRole
      ApiRestApijobsPOSTApiPermissionSTACKApiRestApiPOSTjobs
        Allow apigateway.amazonaws.com lambda:InvokeFunction on <ProcessingProcessorLive>
          if aws:SourceArn: arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/POST/jobs
      ApiReadRole
        Allow Service: apigateway.amazonaws.com sts:AssumeRole
      ApiReadRoleDefaultPolicy
        Allow dynamodb:GetItem on <JobsTable.Arn>
        Allow kms:Decrypt on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
      ApiListRole
        Allow Service: apigateway.amazonaws.com sts:AssumeRole
      ApiListRoleDefaultPolicy
        Allow dynamodb:Query on <JobsTable.Arn>/index/JobsByStatus <JobsTable.Arn>/index/JobsByTime
        Allow kms:Decrypt on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
      ApiCancelRole
        Allow Service: apigateway.amazonaws.com sts:AssumeRole
      ApiCancelRoleDefaultPolicy
        Allow dynamodb:UpdateItem on <JobsTable.Arn>
        Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
      ApiInvokeRole
        Allow AWS: arn:aws:iam::ACCOUNT:root sts:AssumeRole
      ApiInvokeRoleDefaultPolicy
        Allow execute-api:Invoke on arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/GET/jobs arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/GET/jobs/* arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/POST/jobs arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/POST/jobs/*/cancel"
    `);
  });

  it('of completion events let the pipe read the stream, and write to the bus, its log and its dead-letter queue', () => {
    const all = statementsOf(synthesize('dev', parseStage('dev', { completionEvents: true })));
    expect(tableOf(all.filter(({ holder }) => holder.startsWith('JobEvents')))).toMatchInlineSnapshot(`
      "JobEventsDeadLettersPolicy
        Deny AWS: * sqs:* on <JobEventsDeadLetters.Arn>
          if Bool aws:SecureTransport: false
        Allow Service: events.amazonaws.com sqs:SendMessage on <JobEventsDeadLetters.Arn>
          if ArnEquals aws:SourceArn: <JobEventsBus.Arn>
      JobEventsBusPolicy
        Deny * events:PutEvents on <JobEventsBus.Arn>
          if ArnNotEquals aws:PrincipalArn: <JobEventsRole.Arn>
      JobEventsRole
        Allow Service: pipes.amazonaws.com sts:AssumeRole
          if StringEquals aws:SourceAccount: ACCOUNT
      JobEventsRoleDefaultPolicy
        Allow events:PutEvents on <JobEventsBus.Arn>
        Allow sqs:SendMessage on <JobEventsDeadLetters.Arn>
        Allow logs:CreateLogStream logs:PutLogEvents on <JobEventsLogs.Arn>
        Allow kms:Decrypt kms:GenerateDataKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: sqs.REGION.amazonaws.com
        Allow dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator on <JobsTable.StreamArn>
        Allow dynamodb:ListStreams on *
        Allow kms:Decrypt on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com
          if StringEquals kms:EncryptionContext:aws:dynamodb:tableName: <JobsTable>
          if StringEquals kms:EncryptionContext:aws:dynamodb:subscriberId: ACCOUNT
        Allow kms:DescribeKey on <JobsKey.Arn>
          if StringEquals kms:ViaService: dynamodb.REGION.amazonaws.com"
    `);
    // Nothing else changes, except that EventBridge may use the key for the bus.
    const others = all.filter(({ holder }) => !holder.startsWith('JobEvents') && holder !== 'JobsKey');
    expect(others).toEqual(statements.filter(({ holder }) => holder !== 'JobsKey'));
  });

  it('are written here, except the one that API Gateway needs to write its logs', () => {
    expect(managedPoliciesOf(dev)).toEqual([
      'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    ]);
  });

  it.each([
    ['as they are by default', statements],
    ['with every option', statementsOf(synthesize('dev', everyOption))],
  ])('name their actions, resources and principals, with few exceptions: %s', (_, all) => {
    expect(notCovered(wildcardsOf(all), wildcards)).toEqual([]);
    expect(notCovered(unconditionalServicesOf(all), unconditional)).toEqual([]);
    expect(notCovered(principalsOf(all), open)).toEqual([]);
  });

  it('have no unused exceptions', () => {
    const all = statementsOf(synthesize('dev', everyOption));
    expect(unused(wildcardsOf(all), wildcards)).toEqual([]);
    expect(unused(unconditionalServicesOf(all), unconditional)).toEqual([]);
    expect(unused(principalsOf(all), open)).toEqual([]);
  });

  it.each<[string, Partial<Statement>]>([
    ['any action', { actions: ['dynamodb:*'] }],
    ['some actions', { actions: ['kms:GenerateDataKey*'] }],
    ['any resource', { resources: ['*'] }],
    ['a part of a resource', { resources: ['arn:aws:logs:REGION:ACCOUNT:log-group:*'] }],
    [
      'any method',
      { actions: ['execute-api:Invoke'], resources: ['arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/*'] },
    ],
  ])('fail the check with a * for %s', (_, change) => {
    const statement: Statement = {
      holder: 'ProcessingProcessorRoleDefaultPolicy',
      effect: 'Allow',
      principals: [],
      actions: ['dynamodb:GetItem'],
      resources: ['<JobsTable.Arn>'],
      conditions: [],
      ...change,
    };
    expect(notCovered(wildcardsOf([statement]), wildcards)).toHaveLength(1);
  });

  it('fail the check with a service that acts for anyone', () => {
    const statement: Statement = {
      holder: 'Role',
      effect: 'Allow',
      principals: ['Service: events.amazonaws.com'],
      actions: ['sts:AssumeRole'],
      resources: [],
      conditions: [],
    };
    expect(notCovered(unconditionalServicesOf([statement]), unconditional)).toHaveLength(1);
  });
});
