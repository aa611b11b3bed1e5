import { describe, expect, it } from 'vitest';
import { accountId, busArn, functionArn, functionFixture, lambdaFixture, region } from '../testing/lambda-fixture.ts';

const code = `export const handler = async (event) => {
  if (event.fail) throw new TypeError('intentional');
  return event.answer;
};`;
const toBus = { onSuccess: busArn, onFailure: busArn };
const record = (fixture: ReturnType<typeof lambdaFixture>) =>
  fixture.events[0]!.detail as { requestContext: object; responsePayload: unknown };

describe('destination records', () => {
  it('B18 B20 has the recorded shape, in the recorded order of keys', async () => {
    const fixture = lambdaFixture([functionFixture(code, { asynchronous: toBus })]);
    const { requestId } = fixture.lambda.invokeEvent('worker', '{"fail":true}');
    await fixture.lambda.idle();
    const text = JSON.stringify(record(fixture)).replace(/"trace":\[.*\]/, '"trace":[]');
    const timestamp = /"timestamp":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/.exec(text)?.[1];
    expect(text).toBe(
      `{"version":"1.0","timestamp":"${timestamp ?? ''}",` +
        `"requestContext":{"requestId":"${requestId}","functionArn":"${functionArn('worker')}:$LATEST",` +
        `"condition":"RetriesExhausted","approximateInvokeCount":1},` +
        `"requestPayload":{"fail":true},` +
        `"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},` +
        `"responsePayload":{"errorType":"TypeError","errorMessage":"intentional","trace":[]}}`,
    );
  });

  it.each([
    ['{"answer":{"a":1}}', { a: 1 }],
    ['{}', null],
  ])('B19 B25 contains what %s returned, without functionError', async (payload, responsePayload) => {
    const fixture = lambdaFixture([functionFixture(code, { asynchronous: toBus })]);
    fixture.lambda.invokeEvent('worker', payload);
    await fixture.lambda.idle();
    expect(record(fixture)).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload,
    });
    expect(JSON.stringify(record(fixture))).not.toContain('functionError');
  });

  it('B24 sends the record immediately and without a response when the reserved concurrency is 0', async () => {
    const fixture = lambdaFixture([functionFixture(code, { reservedConcurrency: 0, asynchronous: toBus })]);
    fixture.lambda.invokeEvent('worker', '{"a":1}');
    await fixture.lambda.idle();
    expect(fixture.stepsOf('invocation-started')).toEqual([]);
    expect(record(fixture)).toMatchObject({
      requestContext: { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 },
    });
    expect(Object.keys(record(fixture))).toEqual(['version', 'timestamp', 'requestContext', 'requestPayload']);
  });

  it('B33 goes to a bus as an event of source lambda', async () => {
    const fixture = lambdaFixture([functionFixture(code, { asynchronous: toBus })]);
    fixture.lambda.invokeEvent('worker', '{"fail":true}');
    await fixture.lambda.idle();
    fixture.lambda.invokeEvent('worker', '{}');
    await fixture.lambda.idle();
    expect(fixture.events).toMatchObject(
      ['Failure', 'Success'].map((result) => ({
        busArn,
        source: 'lambda',
        detailType: `Lambda Function Invocation Result - ${result}`,
        resources: [busArn, `${functionArn('worker')}:$LATEST`],
      })),
    );
  });

  it('B31 goes to a function as its whole event, whose own failure follows its own configuration', async () => {
    const fixture = lambdaFixture([
      functionFixture(code, { asynchronous: { onFailure: functionArn('handler') } }),
      functionFixture(
        `export const handler = async (event) => { throw new Error('of ' + event.requestContext.requestId); };`,
        {
          name: 'handler',
          asynchronous: { onFailure: busArn },
        },
      ),
    ]);
    const { requestId } = fixture.lambda.invokeEvent('worker', '{"fail":true}');
    await fixture.lambda.idle();
    expect(record(fixture)).toMatchObject({
      requestContext: { functionArn: `${functionArn('handler')}:$LATEST` },
      requestPayload: {
        version: '1.0',
        requestContext: { requestId, condition: 'RetriesExhausted' },
        requestPayload: { fail: true },
      },
      responsePayload: { errorMessage: `of ${requestId}` },
    });
    expect(fixture.stepsOf('destination-reached')).toMatchObject([
      { functionName: 'worker', requestId, destinationArn: functionArn('handler'), condition: 'RetriesExhausted' },
      { functionName: 'handler', destinationArn: busArn },
    ]);
  });

  it("B34 checks the execution role's permission, only for the applicable destination", async () => {
    const asked: unknown[] = [];
    const fixture = lambdaFixture(
      [functionFixture(code, { asynchronous: toBus }), functionFixture(code, { name: 'other' })],
      {
        authorize: (...question) => {
          asked.push(question);
          return { allowed: false, reason: 'not authorized to perform: events:PutEvents' };
        },
      },
    );
    const { requestId } = fixture.lambda.invokeEvent('worker', '{"fail":true}');
    await fixture.lambda.idle();
    expect(asked).toEqual([[`arn:aws:iam::${accountId}:role/worker`, 'events:PutEvents', busArn]]);
    expect(fixture.events).toEqual([]);
    expect(fixture.stepsOf('destination-failed')).toEqual([
      {
        type: 'destination-failed',
        functionName: 'worker',
        requestId,
        destinationArn: busArn,
        reason: 'not authorized to perform: events:PutEvents',
      },
    ]);
  });

  it('B34 fires for asynchronous invocations only', async () => {
    const fixture = lambdaFixture([functionFixture(code, { asynchronous: toBus })]);
    await fixture.call({ fail: true });
    await fixture.call({});
    await fixture.lambda.idle();
    expect(fixture.events).toEqual([]);
  });

  it('B35 drops and reports a record that the destination rejects', async () => {
    const fixture = lambdaFixture([functionFixture(code, { asynchronous: toBus })], {
      putEvent: () => Promise.reject(new Error('the bus is down')),
    });
    fixture.lambda.invokeEvent('worker', '{}');
    await fixture.lambda.idle();
    expect(fixture.stepsOf('destination-failed')).toMatchObject([{ reason: 'the bus is down' }]);
    expect(fixture.lambda.pending()).toEqual([]);
  });

  it('B35 drops a record that is too large for a function, though the event was not', async () => {
    const fixture = lambdaFixture([
      functionFixture(code, { asynchronous: { onSuccess: functionArn('next') } }),
      functionFixture(code, { name: 'next' }),
    ]);
    fixture.lambda.invokeEvent('worker', JSON.stringify({ answer: 'x'.repeat(600_000) }));
    await fixture.lambda.idle();
    expect(fixture.stepsOf('destination-failed')).toMatchObject([
      { reason: expect.stringContaining('too large') as string },
    ]);
    expect(fixture.stepsOf('invocation-started')).toHaveLength(1);
  });

  it('B13 rejects an unsupported destination, and the function itself', () => {
    const sqs = `arn:aws:sqs:${region}:${accountId}:queue`;
    expect(() => lambdaFixture([functionFixture(code, { asynchronous: { onFailure: sqs } })])).toThrow(
      /workerFunction.*sqs/,
    );
    const itself = { onFailure: functionArn('worker') };
    expect(() => lambdaFixture([functionFixture(code, { asynchronous: itself })])).toThrow(/destination for itself/);
  });
});
