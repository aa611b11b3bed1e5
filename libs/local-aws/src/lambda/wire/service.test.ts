import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../kernel/index.ts';
import { functionNotFound, payloadTooLarge } from '../engine/errors.ts';
import { createLambdaService, type InvocationResult } from './service.ts';

const region = 'eu-west-1';
const accountId = '000000000000';
const functionArn = `arn:aws:lambda:${region}:${accountId}:function:processor`;
const caller = { accountId, accessKeyId: 'AKIA', principalId: 'AIDA', arn: 'arn:aws:iam::0:user/a' };

function prepare(result: Partial<InvocationResult> = {}) {
  const invoked: { readonly type: string; readonly name: string; readonly payload: string }[] = [];
  const has = (name: string) => /^processor(?::(?:\$LATEST|1|live))?$/.test(name);
  const find = (name: string) => {
    if (!has(name)) throw functionNotFound(name);
  };
  const service = createLambdaService(
    {
      has,
      invokeEvent: (name, payload) => {
        find(name);
        invoked.push({ type: 'Event', name, payload });
        if (payload.length > 100) throw payloadTooLarge(payload.length, 'Event', 100);
        return { requestId: 'event-id' };
      },
      invoke: (name, payload) => {
        find(name);
        invoked.push({ type: 'RequestResponse', name, payload });
        return Promise.resolve({ requestId: 'sync-id', payload: '{"ok":true}', executedVersion: '$LATEST', ...result });
      },
    },
    { region, accountId },
  );
  return { service, invoked, handle: (request: HttpRequest) => service.handle(request, caller) };
}

const invocation = (name: string, type?: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
  query: '',
  headers: type === undefined ? [] : [['X-Amz-Invocation-Type', type]],
  body: Buffer.from('{"a":"ü"}'),
  sourceIp: '127.0.0.1',
  ...more,
});

describe('Invoke', () => {
  it('B1 queues an event and answers 202, empty', async () => {
    const { handle, invoked } = prepare();

    const response = await handle(invocation('processor', 'Event'));

    expect(response).toMatchObject({ status: 202, body: '' });
    expect(response.headers).toMatchObject({ 'x-amzn-requestid': 'event-id' });
    expect(response.headers).not.toHaveProperty('x-amz-executed-version');
    expect(invoked).toEqual([{ type: 'Event', name: 'processor', payload: '{"a":"ü"}' }]);
  });

  it.each([undefined, 'RequestResponse'])('B1 returns the result of a synchronous call (%s)', async (type) => {
    const response = await prepare().handle(invocation('processor', type));

    expect(response).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(response.headers).toMatchObject({ 'x-amz-executed-version': '$LATEST', 'x-amzn-requestid': 'sync-id' });
    expect(response.headers).not.toHaveProperty('x-amz-function-error');
  });

  it('indicates that the function failed', async () => {
    const failed = { functionError: 'Unhandled', payload: '{"errorType":"Error"}' };
    const response = await prepare(failed).handle(invocation('processor'));

    expect(response).toMatchObject({ status: 200, body: '{"errorType":"Error"}' });
    expect(response.headers['x-amz-function-error']).toBe('Unhandled');
  });

  it('B1 answers 204 to a dry run, and runs nothing', async () => {
    const { handle, invoked } = prepare();

    expect(await handle(invocation('processor', 'DryRun'))).toMatchObject({ status: 204, body: '' });
    expect(invoked).toEqual([]);
  });

  it.each([
    ['processor', 'processor'],
    ['processor:$LATEST', 'processor:$LATEST'],
    ['function:processor', 'processor'],
    [`${accountId}:function:processor`, 'processor'],
    [functionArn, 'processor'],
    [`${functionArn}:$LATEST`, 'processor:$LATEST'],
    [`${functionArn}:live`, 'processor:live'],
  ])('F7 accepts the name %s', async (name, expected) => {
    const { handle, invoked } = prepare();

    await handle(invocation(name, 'Event'));
    await handle(invocation(name, 'Event', { path: `/2015-03-31/functions/${name}/invocations` }));

    expect(invoked.map((one) => one.name)).toEqual([expected, expected]);
  });

  it.each(['$LATEST', '1', 'live'])('F7 accepts the qualifier %s', async (qualifier) => {
    const { handle, invoked } = prepare();

    await handle(invocation('processor', 'Event', { query: `Qualifier=${encodeURIComponent(qualifier)}` }));
    await handle(invocation(`${functionArn}:${qualifier}`, 'Event', { query: `Qualifier=${qualifier}` }));
    const dryRun = await handle(invocation('processor', 'DryRun', { query: `Qualifier=${qualifier}` }));

    expect(invoked.map((one) => one.name)).toEqual([`processor:${qualifier}`, `processor:${qualifier}`]);
    expect(dryRun.status).toBe(204);
  });

  it.each(['Event', 'RequestResponse'])('B2 answers 404 for an unknown function (%s)', async (type) => {
    const response = await prepare().handle(invocation('other', type));

    expect(response.status).toBe(404);
    expect(response.headers['x-amzn-errortype']).toBe('ResourceNotFoundException');
    expect(JSON.parse(response.body.toString())).toEqual({ Message: 'Function not found: other', Type: 'User' });
  });

  it.each([
    ['other', `arn:aws:lambda:${region}:${accountId}:function:other:$LATEST`],
    ['processor:other', `${functionArn}:other`],
    ['processor:2', `${functionArn}:2`],
    ['111111111111:function:processor', `arn:aws:lambda:${region}:111111111111:function:processor:$LATEST`],
  ])('B2 answers 404 for a dry run of the unknown %s', async (name, arn) => {
    expect(JSON.parse((await prepare().handle(invocation(name, 'DryRun'))).body.toString())).toEqual({
      Message: `Function not found: ${arn}`,
      Type: 'User',
    });
  });

  it("B3 B5 passes on Lambda's errors", async () => {
    const response = await prepare().handle(invocation('processor', 'Event', { body: Buffer.alloc(101, '1') }));

    expect(response.status).toBe(413);
    expect(response.headers['x-amzn-errortype']).toBe('RequestEntityTooLargeException');
    expect(JSON.parse(response.body.toString())).toEqual({
      Type: 'User',
      message: '101 byte payload is too large for the Event invocation type (limit 100 bytes)',
    });
  });

  it.each([
    ['a malformed name', invocation('a/b'), 'ValidationException'],
    [
      'a malformed escape',
      invocation('x', 'Event', { path: '/2015-03-31/functions/%E0%A4/invocations' }),
      'ValidationException',
    ],
    [
      'two qualifiers',
      invocation('processor:$LATEST', 'Event', { query: 'Qualifier=live' }),
      'InvalidParameterValueException',
    ],
    [
      'another region',
      invocation('arn:aws:lambda:us-east-1:000000000000:function:processor'),
      'ResourceNotFoundException',
    ],
    ['an unknown type', invocation('processor', 'Later'), 'InvalidParameterValueException'],
    [
      'a log',
      invocation('processor', undefined, { headers: [['X-Amz-Log-Type', 'Tail']] }),
      'InvalidParameterValueException',
    ],
    [
      'a client context',
      invocation('processor', undefined, { headers: [['X-Amz-Client-Context', 'e30=']] }),
      'InvalidParameterValueException',
    ],
    ['another operation', invocation('processor', 'Event', { method: 'GET' }), 'UnknownOperationException'],
  ])('is rejected for %s', async (_, request, code) => {
    await expect(prepare().handle(request)).rejects.toMatchObject({ name: 'ServiceError', code });
  });

  it('B7 ignores the client context of an event', async () => {
    const headers = [
      ['X-Amz-Invocation-Type', 'Event'],
      ['X-Amz-Client-Context', 'e30='],
    ] as const;

    expect(await prepare().handle(invocation('processor', undefined, { headers }))).toMatchObject({ status: 202 });
  });

  it.each([
    ['processor', '', functionArn],
    [`${functionArn}:$LATEST`, '', `${functionArn}:$LATEST`],
    ['processor', 'Qualifier=live', `${functionArn}:live`],
  ])('requires lambda:InvokeFunction on the named resource: %s %s', (name, query, resource) => {
    expect(prepare().service.permission(invocation(name, undefined, { query }))).toEqual({
      action: 'lambda:InvokeFunction',
      resource,
    });
  });
});
