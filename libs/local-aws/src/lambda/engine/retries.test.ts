import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { busArn, functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const failing = `export const handler = async (event, context) => { console.log(context.awsRequestId); throw new Error('no'); };`;
const retrying = (maximumRetryAttempts: number, maximumEventAgeSeconds = 21_600) =>
  functionFixture(failing, { asynchronous: { maximumRetryAttempts, maximumEventAgeSeconds, onFailure: busArn } });

describe('retries', () => {
  it('B8 runs a failing function again after one minute, and once more after two', async () => {
    const { lambda, clock, nth, stepsOf, events } = lambdaFixture([retrying(2)]);
    const acceptedAt = clock.now();
    lambda.invokeEvent('worker', '{}');
    expect(await nth('invocation-failed', 1)).toMatchObject({ attempt: 1, retryInMs: 60_000 });
    await clock.advance(59_000);
    expect(stepsOf('invocation-started')).toHaveLength(1);
    await clock.advance(1_000);
    expect(await nth('invocation-failed', 2)).toMatchObject({ attempt: 2, retryInMs: 120_000 });
    await clock.advance(119_000);
    expect(stepsOf('invocation-started')).toHaveLength(2);
    await clock.advance(1_000);
    expect(await nth('invocation-failed', 3)).not.toHaveProperty('retryInMs');
    await lambda.idle();
    expect(events).toMatchObject([{ detail: { requestContext: { approximateInvokeCount: 3 } } }]);
    expect(clock.now() - acceptedAt).toBeGreaterThanOrEqual(180_000);
  });

  it('B8 runs all retries in one move of the clock', async () => {
    const { lambda, clock, stepsOf, events } = lambdaFixture([retrying(2)]);
    lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    await clock.advance(6 * 3_600_000, () => lambda.idle());
    expect(stepsOf('invocation-failed').map(({ attempt, errorMessage }) => [attempt, errorMessage])).toEqual(
      [1, 2, 3].map((attempt) => [attempt, 'no']),
    );
    expect(events).toHaveLength(1);
  });

  it('B9 gives all attempts the same request id and payload', async () => {
    const { lambda, clock, nth, logs, stepsOf } = lambdaFixture([retrying(1)]);
    const { requestId } = lambda.invokeEvent('worker', '{"n":1}');
    await nth('invocation-failed', 1);
    await clock.advance(60_000);
    await nth('invocation-failed', 2);
    const logged = logs().map((line) => (JSON.parse(line) as { message: unknown }).message);
    expect(logged.filter((message) => message === requestId)).toHaveLength(2);
    expect(new Set(stepsOf('invocation-started').map((step) => step.requestId))).toEqual(new Set([requestId]));
  });

  it('B10 counts exits, timeouts and failed initialisations as attempts', async () => {
    const code = `import { readFileSync } from 'node:fs';
      const mode = readFileSync(new URL('mode', import.meta.url), 'utf8');
      if (mode === 'init') throw new Error('init');
      export const handler = async () => { if (mode === 'exit') process.exit(3); console.log('looping'); for (;;); };`;
    const definition = functionFixture(code, { timeoutMs: 60_000, asynchronous: { maximumRetryAttempts: 2 } });
    const { lambda, clock, nth } = lambdaFixture([definition]);
    const mode = (text: string) => {
      writeFileSync(path.join(definition.codeFolder, 'mode'), text);
    };
    mode('exit');
    lambda.invokeEvent('worker', '{}');
    expect(await nth('invocation-failed', 1)).toMatchObject({ errorType: 'Runtime.ExitError', retryInMs: 60_000 });
    mode('timeout');
    await clock.advance(60_000);
    await nth('function-log', 1);
    await clock.advance(60_000);
    expect(await nth('invocation-failed', 2)).toMatchObject({ errorType: 'Sandbox.Timedout', retryInMs: 120_000 });
    mode('init');
    await clock.advance(120_000);
    expect(await nth('invocation-failed', 3)).toMatchObject({ attempt: 3, errorType: 'Error', errorMessage: 'init' });
  });

  it('B15 B22 gives up immediately when the next attempt would be too late: age 60 s', async () => {
    const { lambda, events, stepsOf } = lambdaFixture([retrying(2, 60)]);
    const { requestId } = lambda.invokeEvent('worker', '{"n":1}');
    await lambda.idle();
    expect(stepsOf('invocation-started')).toHaveLength(1);
    expect(events.map(({ detail }) => detail)).toMatchObject([
      {
        requestContext: { requestId, condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
        requestPayload: { n: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'no' },
      },
    ]);
  });

  it('B15 makes the attempts that are in time: age 90 s', async () => {
    const { lambda, clock, nth, events } = lambdaFixture([retrying(2, 90)]);
    lambda.invokeEvent('worker', '{}');
    await nth('invocation-failed', 1);
    await clock.advance(60_000);
    await nth('invocation-failed', 2);
    await lambda.idle();
    expect(events).toMatchObject([
      { detail: { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 } } },
    ]);
  });

  it('B16 runs queued events with the code and configuration current when they run', async () => {
    const first = retrying(1);
    const { lambda, clock, nth } = lambdaFixture([first]);
    lambda.invokeEvent('worker', '{}');
    await nth('invocation-failed', 1);
    const { codeFolder } = functionFixture(`export const handler = async () => 'new code';`);
    lambda.update({ ...first, codeFolder });
    await clock.advance(60_000);
    expect(await nth('invocation-succeeded', 1)).toMatchObject({ attempt: 2 });
  });

  it('B17 delivers an event twice on request: queued, running or finished', async () => {
    const { lambda, nth, stepsOf } = lambdaFixture([functionFixture(`export const handler = async () => null;`)]);
    const { requestId } = lambda.invokeEvent('worker', '{"n":1}');
    lambda.deliverAgain(requestId);
    expect(lambda.pending().map((event) => [event.requestId, event.payload])).toEqual([
      [requestId, '{"n":1}'],
      [requestId, '{"n":1}'],
    ]);
    await nth('invocation-succeeded', 2);
    lambda.deliverAgain(requestId);
    await nth('invocation-succeeded', 3);
    expect(new Set(stepsOf('invocation-started').map((step) => step.requestId))).toEqual(new Set([requestId]));
    expect(() => {
      lambda.deliverAgain('unknown');
    }).toThrow(/Unknown event unknown/);
  });

  it('B21 with no retries a failure is RetriesExhausted after one attempt', async () => {
    const { lambda, events } = lambdaFixture([retrying(0)]);
    lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    expect(events).toMatchObject([
      { detail: { requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 } } },
    ]);
  });
});
