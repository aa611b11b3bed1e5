import { describe, expect, it } from 'vitest';
import { busArn, functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';
import type { InvocationFault } from './ports.ts';

const code = `export const handler = async (event) => {
  if (event.hang) await new Promise((resolve) => setInterval(() => undefined, 1000));
  return event.n;
};`;

describe('throttling', () => {
  it('B11 B14 accepts events beyond the reserved concurrency and runs them in order as it becomes free', async () => {
    const { lambda, nth, stepsOf, steps } = lambdaFixture([functionFixture(code, { reservedConcurrency: 1 })]);
    const ids = [1, 2, 3].map((n) => lambda.invokeEvent('worker', JSON.stringify({ n })).requestId);
    expect(stepsOf('invocation-throttled')).toMatchObject([
      { requestId: ids[1], retryInMs: 1000 },
      { requestId: ids[2], retryInMs: 1000 },
    ]);
    await nth('invocation-succeeded', 3);
    expect(stepsOf('invocation-started').map((step) => step.requestId)).toEqual(ids);
    const order = steps.filter(({ type }) => /started|succeeded/.test(type)).map(({ type }) => type.slice(11));
    expect(order).toEqual(['started', 'succeeded', 'started', 'succeeded', 'started', 'succeeded']);
  });

  it('B14 rejects a synchronous invocation with 429 while all the reserved concurrency is taken', async () => {
    const { lambda, nth } = lambdaFixture([functionFixture(code, { reservedConcurrency: 1 })]);
    lambda.invokeEvent('worker', '{"hang":true}');
    await expect(lambda.invoke('worker', '{}')).rejects.toMatchObject({
      status: 429,
      code: 'TooManyRequestsException',
      body: '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}',
    });
    await nth('invocation-started', 1);
  });

  it('B14 B24 rejects synchronous invocations of a function with reserved concurrency 0', async () => {
    const { lambda } = lambdaFixture([functionFixture(code, { reservedConcurrency: 0 })]);
    await expect(lambda.invoke('worker', '{}')).rejects.toMatchObject({ status: 429 });
  });

  it('B11 backs off from 1 s to 5 min, consumes no retry, and gives up at the maximum age', async () => {
    const definition = functionFixture(code, { asynchronous: { maximumEventAgeSeconds: 3600, onFailure: busArn } });
    const before = (): InvocationFault => ({ kind: 'throttle' });
    const { lambda, clock, stepsOf, events } = lambdaFixture([definition], { faults: { before } });
    lambda.invokeEvent('worker', '{}');
    await clock.advance(3_600_000);
    await clock.advance(300_000);
    await lambda.idle();
    const waits = stepsOf('invocation-throttled').map(({ retryInMs }) => retryInMs / 1000);
    expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(new Set(waits.slice(10))).toEqual(new Set([300]));
    expect(stepsOf('invocation-started')).toEqual([]);
    expect(events).toMatchObject([{ detail: { requestContext: { condition: 'EventAgeExceeded' } } }]);
    expect(lambda.pending()).toEqual([]);
  });

  it('B11 runs a throttled event as its first attempt when the throttling ends', async () => {
    let throttles = 3;
    const before = (): InvocationFault | undefined => (throttles-- > 0 ? { kind: 'throttle' } : undefined);
    const { lambda, clock, nth } = lambdaFixture([functionFixture(code, { timeoutMs: 60_000 })], {
      faults: { before },
    });
    lambda.invokeEvent('worker', '{}');
    await clock.advance(7_000);
    expect(await nth('invocation-succeeded', 1)).toMatchObject({ attempt: 1 });
  });

  it('B11 gives up on events that wait for concurrency longer than the maximum age', async () => {
    const { lambda, clock, nth, events } = lambdaFixture([
      functionFixture(code, {
        reservedConcurrency: 1,
        timeoutMs: 900_000,
        asynchronous: { maximumEventAgeSeconds: 60, onFailure: busArn },
      }),
    ]);
    lambda.invokeEvent('worker', '{"hang":true}');
    await nth('invocation-started', 1);
    const late = [1, 2].map((n) => lambda.invokeEvent('worker', JSON.stringify({ n })).requestId);
    await clock.advance(59_000);
    expect(events).toEqual([]);
    await clock.advance(3_000);
    expect(events).toMatchObject(
      late.map((requestId) => ({ detail: { requestContext: { requestId, condition: 'EventAgeExceeded' } } })),
    );
    expect(lambda.pending()).toHaveLength(1);
  });

  it('B11 a retry that finds no concurrency waits for it', async () => {
    const failing = `export const handler = async (event) => {
      if (event.fail) throw new Error('first');
      await new Promise((resolve) => setInterval(() => undefined, 1000));
    };`;
    const { lambda, clock, nth } = lambdaFixture([
      functionFixture(failing, {
        reservedConcurrency: 1,
        timeoutMs: 100_000,
        asynchronous: { maximumRetryAttempts: 1 },
      }),
    ]);
    const { requestId } = lambda.invokeEvent('worker', '{"fail":true}');
    await nth('invocation-failed', 1);
    lambda.invokeEvent('worker', '{}');
    await nth('invocation-started', 2);
    await clock.advance(60_000);
    expect(await nth('invocation-throttled', 1)).toMatchObject({ requestId });
    await clock.advance(40_000);
    expect(await nth('invocation-started', 3)).toMatchObject({ requestId, attempt: 2 });
  });
});
