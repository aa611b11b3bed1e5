import { AwsV4Signer } from 'aws4fetch';
import { describe, expect, it } from 'vitest';
import { createIam, createStsService, parsePolicyDocument } from '@jobs/local-aws/iam';
import { AdjustableClock, type HttpRequest, systemClock } from '@jobs/local-aws/kernel';
import { createLambdaService } from '@jobs/local-aws/lambda';
import { acceptsTarget, type AwsService, jsonError, jsonResponse, ServiceError } from '@jobs/local-aws/wire';
import { createCloudFormationService } from './cloudformation.ts';
import { createAwsApi } from './router.ts';

const accountId = '000000000000';
const region = 'eu-west-1';
const user = { name: 'jobs-local', accessKeyId: 'AKIAUSER', secretAccessKey: 'user-secret' };
const roleArn = `arn:aws:iam::${accountId}:role/Powerless`;

function prepare() {
  const clock = new AdjustableClock();
  const assumeRolePolicy = parsePolicyDocument(
    {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${accountId}:root` } },
    },
    'test',
  );
  const nearbyOnly = parsePolicyDocument(
    {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } },
      },
    },
    'test',
  );
  const roles = [
    { arn: roleArn, name: 'Powerless', id: 'AROAPOWERLESS', assumeRolePolicy, policies: [] },
    { arn: `${roleArn}2`, name: 'Powerless2', id: 'AROANEARBY', assumeRolePolicy, policies: [nearbyOnly] },
  ];
  const iam = createIam({ accountId, region, clock, user, roles });
  const events: AwsService = {
    signingName: 'events',
    accepts: (request) => acceptsTarget(request, 'AWSEvents'),
    permission: () => ({ action: 'events:ListArchives', resource: '*' }),
    handle: (request) =>
      request.body.includes('break')
        ? Promise.reject(new ServiceError(400, 'ValidationException', 'No.'))
        : Promise.resolve(jsonResponse(200, { Archives: [] }, '1.1')),
    errorResponse: (error) => jsonError(error, '1.1'),
  };
  const stack = { name: 'jobs', id: 'arn:jobs', outputs: [], creationTime: 0 };
  const lambda = createLambdaService(
    {
      has: () => true,
      invokeEvent: () => ({ requestId: 'id' }),
      invoke: () => Promise.reject(new Error('unexpected call')),
    },
    { region, accountId },
  );
  const services = [events, createStsService(iam), createCloudFormationService({ stack }), lambda];
  const api = createAwsApi({ services, apiPath: '/dev', iam, region, realClock: clock, stackClock: clock });
  const movedStackApi = createAwsApi({
    services,
    apiPath: '/dev',
    iam,
    region,
    realClock: systemClock(),
    stackClock: clock,
  });
  return { clock, iam, api, movedStackApi };
}

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

async function signed(call: Call, key: Key = user, options: { service?: string; datetime?: string } = {}) {
  const { path = '/', service, headers, body } = call;
  const datetime = options.datetime;
  const request = await new AwsV4Signer({
    url: `http://127.0.0.1:4566${path}`,
    method: 'POST',
    headers,
    body,
    region,
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    ...(key.sessionToken !== undefined && { sessionToken: key.sessionToken }),
    service: options.service ?? service,
    ...(datetime !== undefined && { datetime }),
  }).sign();
  return received(call, [['Host', '127.0.0.1:4566'], ...request.headers]);
}

const received = ({ path = '/', body }: Call, headers: HttpRequest['headers']): HttpRequest => ({
  method: 'POST',
  path,
  query: '',
  headers,
  body: Buffer.from(body),
  sourceIp: '127.0.0.1',
});

interface Call {
  readonly service: string;
  readonly path?: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
const calls = {
  query: { service: 'sts', headers: form, body: 'Action=GetCallerIdentity&Version=2011-06-15' },
  json: { service: 'events', headers: { 'X-Amz-Target': 'AWSEvents.ListArchives' }, body: '{}' },
  rest: {
    service: 'lambda',
    path: '/2015-03-31/functions/f/invocations',
    headers: { 'X-Amz-Invocation-Type': 'Event' },
    body: '{}',
  },
} satisfies Record<string, Call>;
type Family = keyof typeof calls;
const families: readonly Family[] = ['query', 'json', 'rest'];

/** The error in a response of any protocol. */
function errorOf({ status, headers, body }: Awaited<ReturnType<ReturnType<typeof createAwsApi>['handle']>>) {
  const text = body.toString();
  if (text.startsWith('<')) {
    return {
      status,
      code: /<Code>(.*)<\/Code>/.exec(text)?.[1],
      message: /<Message>([\s\S]*)<\/Message>/.exec(text)?.[1],
    };
  }
  const parsed = JSON.parse(text) as Record<string, string>;
  return { status, code: parsed.__type ?? headers['x-amzn-errortype'], message: parsed.message ?? parsed.Message };
}

describe('a call by a known and permitted caller', () => {
  it.each([
    ['query', 200],
    ['json', 200],
    ['rest', 202],
  ] as const)('is handled (%s)', async (family, status) => {
    const { api } = prepare();

    expect((await api.handle(await signed(calls[family]))).status).toBe(status);
  });

  it("gets the service's own errors in its protocol", async () => {
    const { api } = prepare();

    expect(errorOf(await api.handle(await signed({ ...calls.json, body: 'break' })))).toEqual({
      status: 400,
      code: 'ValidationException',
      message: 'No.',
    });
  });

  it.each([
    [
      'states',
      { headers: { 'X-Amz-Target': 'AWSStepFunctions.ListActivities' }, body: '{}' },
      400,
      'AWS_ENDPOINT_URL_SFN',
    ],
    ['email', { headers: form, body: 'Action=GetSendQuota&Version=2010-12-01' }, 400, 'AWS_ENDPOINT_URL_SES'],
    ['bedrock', { path: '/model/m/converse', headers: {}, body: '{}' }, 404, 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME'],
    ['rds-data', { path: '/Execute', headers: {}, body: '{}' }, 404, 'AWS_ENDPOINT_URL_RDS_DATA'],
    ['s3', { path: '/bucket', headers: {}, body: '' }, 501, '<Code>NotImplemented</Code>'],
  ])(
    'to %s, which the local run does not emulate, is rejected with a hint on how to redirect it',
    async (service, call, status, text) => {
      const { api } = prepare();
      const request = await signed({ service, ...call });
      expect(api.accepts(request)).toBe(true);
      const answer = await api.handle(request);
      expect(answer.status).toBe(status);
      expect(String(answer.body)).toContain(text);
      expect(String(answer.body)).toContain('in local.environment of the stage');
    },
  );

  it('to the API is not mistaken for a call to a service because of its headers', async () => {
    const { api } = prepare();
    for (const service of ['execute-api', 'events', 's3']) {
      expect(api.accepts(await signed({ ...calls.json, service, path: '/dev/jobs' }))).toBe(false);
    }
  });

  it('is rejected for an operation that the local run does not support', async () => {
    const { api } = prepare();
    const unknown = [
      { ...calls.query, body: 'Action=GetSessionToken&Version=2011-06-15' },
      { ...calls.query, body: 'Action=ListQueues&Version=2012-11-05' },
      { ...calls.query, service: 'cloudformation', body: 'Action=DeleteStack&Version=2010-05-15' },
      { ...calls.json, headers: { 'X-Amz-Target': 'AmazonSQS.ListQueues' } },
      { ...calls.rest, path: '/2015-03-31/functions/f/aliases' },
    ];

    const errors = await Promise.all(unknown.map(async (call) => errorOf(await api.handle(await signed(call)))));

    expect(errors.map(({ code }) => code)).toEqual([
      'InvalidAction',
      'InvalidAction',
      'InvalidAction',
      'UnknownOperationException',
      'UnknownOperationException',
    ]);
    for (const { message } of errors) expect(message).toMatch(/^The local run does not support the operation /);
  });
});

describe('a call by an unknown caller', () => {
  it.each([
    ['query', 403, 'MissingAuthenticationToken'],
    ['json', 400, 'MissingAuthenticationTokenException'],
    ['rest', 403, 'MissingAuthenticationTokenException'],
  ] as const)('is rejected without a signature (%s)', async (family, status, code) => {
    const { api } = prepare();
    const request = received(calls[family], Object.entries(calls[family].headers));

    expect(errorOf(await api.handle(request))).toEqual({
      status,
      code,
      message: 'Request is missing Authentication Token',
    });
  });

  it.each([
    ['query', 403, 'InvalidClientTokenId'],
    ['json', 400, 'UnrecognizedClientException'],
    ['rest', 403, 'UnrecognizedClientException'],
  ] as const)('E9 is rejected with an unknown key (%s)', async (family, status, code) => {
    const { api } = prepare();
    const request = await signed(calls[family], { ...user, accessKeyId: 'AKIAOTHER' });

    expect(errorOf(await api.handle(request))).toEqual({
      status,
      code,
      message: 'The security token included in the request is invalid.',
    });
  });

  it.each([
    ['query', 403, 'SignatureDoesNotMatch'],
    ['json', 400, 'InvalidSignatureException'],
    ['rest', 403, 'InvalidSignatureException'],
  ] as const)('E11 is rejected with a wrong secret (%s)', async (family, status, code) => {
    const { api } = prepare();
    const request = await signed(calls[family], { ...user, secretAccessKey: 'other' });

    expect(errorOf(await api.handle(request))).toMatchObject({
      status,
      code,
      message: expect.stringMatching(/^The request signature we calculated does not match/) as string,
    });
  });

  it.each(families)('is rejected with a signature for another service (%s)', async (family) => {
    const { api } = prepare();

    expect(errorOf(await api.handle(await signed(calls[family], user, { service: 's3' }))).message).toMatch(
      /^Credential should be scoped to correct service: /,
    );
  });

  it('E10 is rejected with an expired session', async () => {
    const { api, iam, clock } = prepare();
    const { credentials } = iam.assumeRole(iam.user, roleArn, 'me', 900);
    await clock.advance(901_000);
    const datetime = new Date(clock.now()).toISOString().replace(/[-:]|\.\d{3}/g, '');

    expect(errorOf(await api.handle(await signed(calls.query, credentials, { datetime })))).toEqual({
      status: 403,
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    });
  });
});

describe('a call by a caller without permission', () => {
  it.each([
    ['json', 400, 'events:ListArchives', '*'],
    ['rest', 403, 'lambda:InvokeFunction', `arn:aws:lambda:${region}:${accountId}:function:f`],
  ] as const)('is rejected (%s)', async (family, status, action, resource) => {
    const { api, iam } = prepare();
    const session = iam.assumeRole(iam.user, roleArn, 'me', 900);

    expect(errorOf(await api.handle(await signed(calls[family], session.credentials)))).toEqual({
      status,
      code: 'AccessDeniedException',
      message: `User: ${session.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    });
  });

  it('is rejected because of its source IP address', async () => {
    const { api, iam } = prepare();
    const { credentials } = iam.assumeRole(iam.user, `${roleArn}2`, 'me', 900);
    const request = await signed(calls.json, credentials);

    expect(await api.handle(request)).toMatchObject({ status: 200 });
    expect(errorOf(await api.handle({ ...request, sourceIp: '192.0.2.1' }))).toMatchObject({
      status: 400,
      code: 'AccessDeniedException',
    });
  });

  it('E12 may still call GetCallerIdentity', async () => {
    const { api, iam } = prepare();
    const session = iam.assumeRole(iam.user, roleArn, 'me', 900);

    const { body } = await api.handle(await signed(calls.query, session.credentials));

    expect(body).toContain(
      `<GetCallerIdentityResult><UserId>AROAPOWERLESS:me</UserId><Account>${accountId}</Account><Arn>${session.arn}</Arn></GetCallerIdentityResult>`,
    );
  });
});

describe('the router', () => {
  it("accepts signatures dated with real time after the stack's clock has been moved", async () => {
    const { api, clock, movedStackApi } = prepare();
    await clock.advance(3_600_000);
    const request = await signed(calls.query);

    expect(errorOf(await api.handle(request)).message).toMatch(/^Signature expired: /);
    expect(await movedStackApi.handle(request)).toMatchObject({ status: 200 });
  });

  it("accepts calls to / and to Lambda's paths only", () => {
    const { api } = prepare();
    const at = (path: string) => api.accepts(received({ ...calls.json, path }, []));

    expect([at('/'), at('/2015-03-31/functions/f/invocations'), at('/dev/jobs')]).toEqual([true, true, false]);
  });
});
