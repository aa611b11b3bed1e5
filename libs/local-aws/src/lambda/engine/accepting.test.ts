import { describe, expect, it } from 'vitest';
import { functionArn, functionFixture, lambdaFixture, region, rejectionOf } from '../testing/lambda-fixture.ts';
import { InvokeError } from './errors.ts';

const echo = `export const handler = async (event, context) => ({ event, arn: context.invokedFunctionArn });`;

describe('accepting an invocation', () => {
  it('B1 accepts an event at once, even if the function will fail', async () => {
    const { lambda, nth, pending } = withPending('export const handler = async () => { throw new Error("x"); };');
    const { requestId } = lambda.invokeEvent('worker', '{"a":1}');
    expect(requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(pending()).toMatchObject([{ requestId, payload: '{"a":1}', attempts: 0 }]);
    await nth('invocation-failed', 1);
  });

  it('B2 B3 answers 404 with a capitalised Message for an unknown function', () => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    for (const name of ['other', functionArn('other'), `${functionArn('other')}:$LATEST`]) {
      expect(rejectionOf(() => lambda.invokeEvent(name, '{}'))).toMatchObject({
        status: 404,
        code: 'ResourceNotFoundException',
        body: JSON.stringify({ Message: `Function not found: ${functionArn('other')}:$LATEST`, Type: 'User' }),
      });
    }
    expect(rejectionOf(() => lambda.invokeEvent('worker:7', '{}'))).toMatchObject({
      status: 404,
      message: `Function not found: ${functionArn('worker')}:7`,
    });
    const elsewhere = functionArn('worker').replace(region, 'us-east-1');
    expect(rejectionOf(() => lambda.invokeEvent(elsewhere, '{}'))).toMatchObject({
      message: `Function not found: ${elsewhere}:$LATEST`,
    });
  });

  it('B4 accepts an event of exactly 1,048,576 bytes', async () => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    lambda.invokeEvent('worker', JSON.stringify('x'.repeat(1_048_574)));
    await lambda.idle();
    expect(lambda.pending()).toEqual([]);
  });

  it('A44 B5 rejects a larger event with 413, counted in bytes', () => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    const payload = JSON.stringify('é'.repeat(524_288));
    expect(rejectionOf(() => lambda.invokeEvent('worker', payload))).toMatchObject({
      status: 413,
      code: 'RequestEntityTooLargeException',
      message: '1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    });
    expect(lambda.pending()).toEqual([]);
  });

  it('B4 accepts up to 6 MB from a synchronous caller', async () => {
    const { lambda, call } = lambdaFixture([functionFixture(`export const handler = async (event) => event.length;`)]);
    expect(await call('x'.repeat(2_000_000))).toEqual({ result: 2_000_000 });
    await expect(lambda.invoke('worker', JSON.stringify('x'.repeat(6_291_456)))).rejects.toMatchObject({
      status: 413,
      message: '6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    });
  });

  it.each([
    ['{"a":x}', /Unrecognized token 'x'.*line: 1, column: 6\]$/s],
    ['{\n "a":}', /Unexpected character \('\}' \(code 125\)\).*line: 2, column: 6\]$/s],
    ['{"a":1', /end-of-input.*line: 1, column: 7\]$/s],
  ])('A55 B3 B6 rejects %j with 400 and a lower-case message', (payload, text) => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    const rejection = rejectionOf(() => lambda.invokeEvent('worker', payload)) as InvokeError;
    expect(rejection).toBeInstanceOf(InvokeError);
    expect(rejection).toMatchObject({ status: 400, code: 'InvalidRequestContentException' });
    const body = JSON.parse(rejection.body) as { Type: string; message: string };
    expect(body.Type).toBe('User');
    expect(body.message).toMatch(/^Could not parse request body into json: Could not parse payload into json: /);
    expect(body.message).toMatch(text);
  });

  it('B6 treats an empty payload as the event {}', async () => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    expect(JSON.parse((await lambda.invoke('worker', '')).payload)).toMatchObject({ event: {} });
  });

  it('F7 gives the handler an unqualified ARN unless the caller qualified it', async () => {
    const { lambda } = lambdaFixture([functionFixture(echo)]);
    const arnFor = async (name: string) => (JSON.parse((await lambda.invoke(name, '')).payload) as { arn: string }).arn;
    expect(await arnFor('worker')).toBe(functionArn('worker'));
    expect(await arnFor(functionArn('worker'))).toBe(functionArn('worker'));
    expect(await arnFor('000000000000:function:worker')).toBe(functionArn('worker'));
    expect(await arnFor(`${functionArn('worker')}:$LATEST`)).toBe(`${functionArn('worker')}:$LATEST`);
  });
});

function withPending(code: string) {
  const fixture = lambdaFixture([functionFixture(code)]);
  return { ...fixture, pending: () => fixture.lambda.pending() };
}
