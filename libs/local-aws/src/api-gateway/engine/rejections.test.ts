import { describe, expect, it } from 'vitest';
import { AuthenticationError, type AuthenticationErrorCode } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';

const iam = { authorizationType: 'AWS_IAM' } as const;
const bearer = [['authorization', 'Bearer x']] as const;

describe('requests without a valid signature', () => {
  it.each([
    ['an unknown path', { path: '/dev/nothing' }],
    ['a method that the path does not have', { method: 'DELETE' }],
    ['A87 OPTIONS that is not defined', { method: 'OPTIONS' }],
    ['A87 HEAD that is not defined', { method: 'HEAD' }],
  ])('A1 answers %s as a missing token', async (_what, request) => {
    const response = await new RestApiFixture().send(request);
    expect(response).toMatchObject({
      status: 403,
      headers: {
        'content-type': 'application/json',
        'x-amzn-ErrorType': 'MissingAuthenticationTokenException',
      },
      body: '{"message":"Missing Authentication Token"}',
    });
    expect(Buffer.byteLength(response.body)).toBe(42);
  });

  it('A2 answers an unsigned request to an AWS_IAM method as an unknown path', async () => {
    const fixture = new RestApiFixture({ method: iam });
    const [known, unknown] = await Promise.all([fixture.send(), fixture.send({ path: '/dev/nothing' })]);
    expect({ ...known, headers: known.headers['x-amzn-ErrorType'] }).toEqual({
      ...unknown,
      headers: unknown.headers['x-amzn-ErrorType'],
    });
    expect(fixture.calls).toEqual([]);
  });

  it('A3 A5 reads the Authorization header of a request to an unknown path', async () => {
    const authenticationError = new AuthenticationError('IncompleteSignature', 'Invalid key=value pair');
    const response = await new RestApiFixture({ authenticationError }).send({ path: '/dev/nothing', headers: bearer });
    expect(response).toMatchObject({
      status: 403,
      headers: { 'x-amzn-ErrorType': 'IncompleteSignatureException' },
      body: '{"message":"Invalid key=value pair"}',
    });
  });

  it('A4 reveals nothing more to a signed request to an unknown path', async () => {
    const response = await new RestApiFixture().send({ path: '/dev/nothing', headers: bearer });
    expect(response).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });
  });

  it.each<[string, AuthenticationErrorCode, string]>([
    ['A6 no date', 'IncompleteSignature', "Authorization header requires existence of either a 'X-Amz-Date'"],
    ['A7 an unknown key', 'UnrecognizedClient', 'The security token included in the request is invalid.'],
    ['A8 a wrong signature', 'InvalidSignature', 'The request signature we calculated does not match\n\n"x"'],
    ['A9 an old signature', 'InvalidSignature', 'Signature expired: 20201027T123008Z is now earlier than …'],
    ['A13 an expired token', 'ExpiredToken', 'The security token included in the request is expired'],
  ])('%s is reported by its error type', async (_fact, code, message) => {
    const authenticationError = new AuthenticationError(code, message);
    const fixture = new RestApiFixture({ method: iam, authenticationError });
    const response = await fixture.send({ headers: bearer });
    expect(response.status).toBe(403);
    expect(response.headers['x-amzn-ErrorType']).toBe(`${code}Exception`);
    expect(response.body).toBe(`{"message":${JSON.stringify(message)}}`);
    expect(fixture.calls).toEqual([]);
  });
});

describe('an unexpected error in the signature check', () => {
  it('A83 answers 500 and is reported', async () => {
    const fixture = new RestApiFixture({ method: iam, authenticationError: new TypeError('oh') });
    expect(await fixture.send({ headers: bearer })).toMatchObject({
      status: 500,
      body: '{"message": "Internal server error"}',
    });
    expect(fixture.reason).toBe('TypeError: oh');
  });
});

describe('requests of callers without permission', () => {
  const reason = ' because no identity-based policy allows the execute-api:Invoke action';

  it('A14 A15 names caller, action and resource, with the account masked', async () => {
    const fixture = new RestApiFixture({ method: iam, authorize: { allowed: false, explicit: false, reason } });
    const response = await fixture.send({ headers: bearer });
    expect(response).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'AccessDeniedException' },
      body: `{"Message":"User: arn:aws:sts::000000000000:assumed-role/Role/session is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********1111:abcdef1234/dev/POST/jobs/123${reason}"}`,
    });
    expect(fixture.calls).toEqual([]);
  });

  it('A15 asks about the path that was requested, percent-decoded', async () => {
    const fixture = new RestApiFixture({ method: iam });
    await fixture.send({ headers: bearer, path: '/dev/%6Aobs/1%202' });
    expect(fixture.authorized).toEqual([
      {
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:eu-west-1:000000001111:abcdef1234/dev/POST/jobs/1 2',
      },
    ]);
  });
});

describe('requests outside the stage', () => {
  it.each(['/prod/jobs/123', '/development/jobs/123', '/', ''])('A17 forbids %s', async (path) => {
    const response = await new RestApiFixture().send({ path });
    expect(response).toMatchObject({
      status: 403,
      headers: { 'x-amzn-ErrorType': 'ForbiddenException' },
      body: '{"message":"Forbidden"}',
    });
    expect(Buffer.byteLength(response.body)).toBe(23);
  });
});

describe('the order of checks', () => {
  const everythingWrong = {
    method: {
      ...iam,
      requestParameters: { 'method.request.header.x-needed': true },
      requestModels: { 'application/json': { type: 'object', required: ['seconds'] } },
      validator: { validateBody: true, validateParameters: true },
    },
    integration: { passthroughBehavior: 'NEVER' },
  } as const;

  it('A20 A26 checks signature, permission, rate, parameters, body and content type, in this order', async () => {
    const send = async (change: object, request: object = {}) => {
      const response = await new RestApiFixture({ ...everythingWrong, ...change }).send(request);
      return `${response.status} ${response.headers['x-amzn-ErrorType'] ?? ''} ${String(response.body)}`;
    };
    const denied = { authorize: { allowed: false, explicit: false, reason: 'no' } };
    const slow = { api: { throttling: { rateLimit: 1, burstLimit: 0 } } };
    const withParameter = { headers: [...bearer, ['x-needed', 'y']] };
    expect(await send({ ...denied, ...slow })).toContain('MissingAuthenticationTokenException');
    expect(await send({ ...denied, ...slow }, { headers: bearer })).toContain('AccessDeniedException');
    expect(await send(slow, { headers: bearer })).toContain('429 TooManyRequestsException');
    expect(await send({}, { headers: bearer })).toContain('Missing required request parameters: [x-needed]');
    expect(await send({}, withParameter)).toContain('Invalid request body');
    expect(await send({}, { ...withParameter, body: '{"seconds":1}' })).toContain('Unsupported Media Type');
  });
});
