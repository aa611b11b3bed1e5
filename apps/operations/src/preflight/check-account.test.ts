import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AwsAnswers, jsonError, queryAnswer, queryError, startFakeAws } from '../testing/fake-aws.ts';
import { checkAccount } from './check-account.ts';

const planned = {
  bootstrap: { parameter: '/cdk-bootstrap/hnb659fds/version', version: 6 },
  reservedConcurrency: 200,
  setsLogRole: true,
  isolation: 'none',
  names: [
    { type: 'AWS::CloudWatch::Dashboard', name: 'jobs-dev-eu-west-1' },
    { type: 'AWS::CloudWatch::Alarm', name: 'jobs-dev-ApiLatency' },
    { type: 'AWS::Events::EventBus', name: 'FailedJobsBus' },
  ],
} as const;

const logRole = 'arn:aws:iam::123456789012:role/jobs-dev-ApiRestApiCloudWatchRole-1A2B';

const stackOf = (status: string, outputs: Readonly<Record<string, string>> = {}) =>
  queryAnswer(
    'DescribeStacks',
    `<Stacks><member><StackName>jobs-dev</StackName><StackStatus>${status}</StackStatus><Outputs>` +
      Object.entries(outputs)
        .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
        .join('') +
      '</Outputs><EnableTerminationProtection>false</EnableTerminationProtection></member></Stacks>',
  );

const resource = (type: string, id: string) =>
  `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId></member>`;

/** A bootstrapped account with a large quota, and without the stack. */
const empty: AwsAnswers = {
  GetParameter: { body: { Parameter: { Name: planned.bootstrap.parameter, Value: '30' } } },
  DescribeStacks: queryError(400, 'ValidationError', 'Stack with id jobs-dev does not exist'),
  'GET /2016-08-19/account-settings': {
    body: { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 } },
  },
  'GET /account': { body: { throttleSettings: { burstLimit: 5000, rateLimit: 10000 } } },
  ListDashboards: { body: { DashboardEntries: [{ DashboardName: 'jobs-dev-eu-west-10' }] } },
  DescribeAlarms: { body: { MetricAlarms: [] } },
  ListEventBuses: { body: { EventBuses: [{ Name: 'FailedJobsBusOfAnother' }] } },
};

/** The stack is there, and reserves 200. */
const deployed: AwsAnswers = {
  ...empty,
  DescribeStacks: stackOf('UPDATE_COMPLETE'),
  ListStackResources: queryAnswer(
    'ListStackResources',
    `<StackResourceSummaries>${resource('AWS::Lambda::Function', 'processor')}${resource('AWS::Lambda::Function', 'handler')}${resource('AWS::IAM::Role', 'jobs-dev-ApiRestApiCloudWatchRole-1A2B')}</StackResourceSummaries>`,
  ),
  'GET /2019-09-30/functions/processor/concurrency': { body: { ReservedConcurrentExecutions: 100 } },
  'GET /2019-09-30/functions/handler/concurrency': { body: { ReservedConcurrentExecutions: 100 } },
};

let aws: Awaited<ReturnType<typeof startFakeAws>> | undefined;
const check = async (answers: AwsAnswers) => {
  aws = await startFakeAws(answers);
  return checkAccount(
    'jobs-dev',
    planned,
    { region: 'eu-west-1', endpoint: aws.endpoint },
    AbortSignal.timeout(20_000),
  );
};

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  aws?.stop();
  vi.unstubAllEnvs();
});

describe('the preflight asks AWS', () => {
  it('and finds nothing in an account that is ready', async () => {
    const findings = await check(empty);
    expect(findings.map(({ level, text }) => `${level}: ${text}`)).toEqual([
      'ok: Bootstrap: version 30 (at least 6 is required).',
      'ok: jobs-dev does not exist yet and will be created.',
      "ok: Lambda concurrency: the functions reserve 200 of the account's 1000.",
      "ok: API Gateway's role for logs: none yet; jobs-dev sets one.",
      "ok: Names: those of the stack's dashboard, alarms and event bus are free.",
      'ok: Isolation of callers: none.',
    ]);
  });

  it('for the bootstrap, and says how to create it', async () => {
    const [bootstrap] = await check({ ...empty, GetParameter: jsonError(400, 'ParameterNotFound', '') });
    expect(bootstrap).toMatchObject({
      level: 'error',
      text: expect.stringContaining('npx nx bootstrap infra') as string,
    });
  });

  it('for the quota of a new account, and says how to raise it', async () => {
    const settings = { AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } };
    const [, , quota] = await check({ ...empty, 'GET /2016-08-19/account-settings': { body: settings } });
    expect(quota).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/ 0 can be reserved.*to 300 or more: aws service-quotas/) as string,
    });
  });

  it('for what the stack has already reserved', async () => {
    const settings = { AccountLimit: { ConcurrentExecutions: 300, UnreservedConcurrentExecutions: 100 } };
    const [, , quota] = await check({ ...deployed, 'GET /2016-08-19/account-settings': { body: settings } });
    expect(quota).toMatchObject({ level: 'ok' });
  });

  it('which stack owns the role for logs', async () => {
    const [, , , own] = await check({ ...deployed, 'GET /account': { body: { cloudwatchRoleArn: logRole } } });
    expect(own).toEqual({ level: 'ok', text: "API Gateway's role for logs: set by jobs-dev." });
    aws?.stop();
    const owner = '<StackResources><member><StackName>shop</StackName></member></StackResources>';
    const [, , , other] = await check({
      ...deployed,
      'GET /account': { body: { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/shop-logs' } },
      DescribeStackResources: queryAnswer('DescribeStackResources', owner),
    });
    expect(other).toMatchObject({
      level: 'warning',
      text: expect.stringMatching(
        /role\/shop-logs, which belongs to the stack shop; jobs-dev will replace it.*setAccountLogRole/,
      ) as string,
    });
  });

  it('whether a name of the stack is taken, as by the same stage of another project', async () => {
    const taken: AwsAnswers = {
      ListDashboards: { body: { DashboardEntries: [{ DashboardName: 'jobs-dev-eu-west-1' }] } },
      DescribeAlarms: { body: { MetricAlarms: [{ AlarmName: 'jobs-dev-ApiLatency' }] } },
      ListEventBuses: { body: { EventBuses: [{ Name: 'FailedJobsBus' }] } },
    };
    const [, , , , others] = await check({ ...empty, ...taken });
    expect(others).toEqual({
      level: 'error',
      text:
        'Names: something outside the stack already has the name of the dashboard jobs-dev-eu-west-1, ' +
        'alarm jobs-dev-ApiLatency, event bus FailedJobsBus. ' +
        'Choose another name for the project in apps/infra/src/stages/project-name.ts, or delete whatever has that name if nothing needs it. ' +
        'A retained event bus has the archive of failed jobs.',
    });
    aws?.stop();
    const own = planned.names.map(({ type, name }) => resource(type, name)).join('');
    const [, , , , free] = await check({
      ...deployed,
      ...taken,
      ListStackResources: queryAnswer('ListStackResources', `<StackResourceSummaries>${own}</StackResourceSummaries>`),
    });
    expect(free).toMatchObject({ level: 'ok' });
  });

  it('whether jobs would become unreachable, when the isolation of callers changes', async () => {
    const isolated = stackOf('UPDATE_COMPLETE', { JobsTable: 'jobs', JobsIsolation: 'caller' });
    const withJobs = { ...deployed, DescribeStacks: isolated, Scan: { body: { Count: 1, ScannedCount: 1 } } };
    const lastOf = async (answers: AwsAnswers) => {
      const findings = await check(answers);
      aws?.stop();
      return findings.at(-1);
    };
    expect(await lastOf(withJobs)).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/from caller to none.*no caller could reach.*isolation .*to caller again/) as string,
    });
    expect(await lastOf({ ...withJobs, Scan: { body: { Count: 0, ScannedCount: 0 } } })).toMatchObject({ level: 'ok' });
    const Scan = jsonError(400, 'AccessDeniedException', 'User is not authorized to perform: kms:Decrypt');
    expect(await lastOf({ ...withJobs, Scan })).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/Cannot check whether it has any.*decrypt with its key/) as string,
    });
    const same = stackOf('UPDATE_COMPLETE', { JobsTable: 'jobs' });
    expect(await lastOf({ ...deployed, DescribeStacks: same })).toEqual({
      level: 'ok',
      text: 'Isolation of callers: none.',
    });
  });

  it('and warns about each check that lacks a permission', async () => {
    const denied = (action: string) =>
      `User: arn:aws:iam::123456789012:user/me is not authorized to perform: ${action}`;
    const findings = await check({
      GetParameter: jsonError(400, 'AccessDeniedException', denied('ssm:GetParameter')),
      DescribeStacks: queryError(403, 'AccessDenied', denied('cloudformation:DescribeStacks')),
      'GET /2016-08-19/account-settings': jsonError(403, 'AccessDeniedException', denied('lambda:GetAccountSettings')),
      'GET /account': jsonError(403, 'AccessDeniedException', denied('apigateway:GET')),
      ListDashboards: jsonError(403, 'AccessDeniedException', denied('cloudwatch:ListDashboards')),
    });
    expect(findings.map(({ level, text }) => `${level}: ${text.slice(0, 40)}`)).toEqual([
      'warning: Not checked: the bootstrap. User: arn:aw',
      'warning: Not checked: the state of the stack. Use',
      "warning: Not checked: Lambda's concurrency. User:",
      "warning: Not checked: API Gateway's role for logs",
      'warning: Not checked: names. User: arn:aws:iam::1',
      'warning: Not checked: the isolation of callers. U',
    ]);
  });

  it('and fails with any other error, such as expired credentials', async () => {
    const expired = jsonError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
    await expect(check({ ...empty, GetParameter: expired })).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });
});
