import { describe, expect, it } from 'vitest';
import { busArn, functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';
import type { InvocationFault } from './ports.ts';

const definition = () =>
  functionFixture(`export const handler = async () => 'ran';`, {
    timeoutMs: 300_000,
    asynchronous: { maximumRetryAttempts: 1, onFailure: busArn },
  });

describe('injected faults', () => {
  it.each<[InvocationFault, object]>([
    [
      { kind: 'throw', errorType: 'Boom', message: 'on demand' },
      { errorType: 'Boom', errorMessage: 'on demand' },
    ],
    [{ kind: 'timeout' }, { errorType: 'Sandbox.Timedout' }],
    [{ kind: 'exit' }, { errorType: 'Runtime.ExitError' }],
  ])('%j fails the attempt, which is then retried', async (fault, error) => {
    const asked: unknown[] = [];
    const { lambda, clock, nth } = lambdaFixture([definition()], {
      faults: {
        before: (name, attempt) => {
          asked.push([name, attempt.requestId, attempt.attempt]);
          return attempt.attempt === 1 ? fault : undefined;
        },
      },
    });
    const { requestId } = lambda.invokeEvent('worker', '{}');
    expect(await nth('invocation-failed', 1)).toMatchObject({ ...error, retryInMs: 60_000 });
    await clock.advance(60_000);
    await nth('invocation-succeeded', 1);
    expect(asked).toEqual([1, 2].map((attempt) => ['worker', requestId, attempt]));
  });

  it('apply to synchronous invocations too', async () => {
    const fault: InvocationFault = { kind: 'throw', errorType: 'Boom', message: 'on demand' };
    const { call } = lambdaFixture([definition()], { faults: { before: () => fault } });
    expect((await call({})).result).toEqual({ errorType: 'Boom', errorMessage: 'on demand', trace: [] });
    const throttled = lambdaFixture([definition()], { faults: { before: () => ({ kind: 'throttle' }) } });
    await expect(throttled.call({})).rejects.toMatchObject({ status: 429 });
  });

  it('B17 deliver an accepted event twice', async () => {
    const { lambda, stepsOf } = lambdaFixture([definition()], {
      faults: { before: () => undefined, duplicate: () => true },
    });
    const { requestId } = lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    expect(stepsOf('invocation-succeeded').map((step) => step.requestId)).toEqual([requestId, requestId]);
  });

  it('thousands of failing attempts in a row do not exhaust the stack', async () => {
    const { lambda, stepsOf } = lambdaFixture([functionFixture('', { reservedConcurrency: 1 })], {
      faults: { before: () => ({ kind: 'exit' }) },
    });
    for (let n = 0; n < 5000; n += 1) lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    expect(stepsOf('invocation-failed')).toHaveLength(5000);
  });
});
