import { describe, expect, it } from 'vitest';
import {
  asynchronousFixture,
  busArn,
  functionArn,
  functionFixture,
  lambdaFixture,
  mapJournal,
} from '../testing/lambda-fixture.ts';
import type { PendingEvent } from './pending-event.ts';

const code = `let invocations = 0;
export const handler = async (event, context) => {
  if (event.fail) throw new TypeError('intentional');
  invocations += 1;
  return {
    arn: context.invokedFunctionArn,
    version: context.functionVersion,
    variable: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    stream: context.logStreamName,
    invocations,
  };
};`;

/** A function with version 1 and the alias `live`. `$LATEST` and version 1 have retries but no destination. */
const published = (overrides: Parameters<typeof functionFixture>[1] = {}) =>
  functionFixture(code, {
    asynchronous: { maximumRetryAttempts: 2 },
    qualifiers: {
      '1': { version: '1', asynchronous: asynchronousFixture({ maximumRetryAttempts: 2 }) },
      live: { version: '1', asynchronous: asynchronousFixture({ onFailure: busArn, maximumEventAgeSeconds: 60 }) },
    },
    ...overrides,
  });

interface Answer {
  readonly arn: string;
  readonly version: string;
  readonly variable: string;
  readonly stream: string;
  readonly invocations: number;
}

describe('versions and aliases', () => {
  it.each([
    ['worker', functionArn('worker'), '$LATEST'],
    ['worker:$LATEST', `${functionArn('worker')}:$LATEST`, '$LATEST'],
    [`${functionArn('worker')}:1`, `${functionArn('worker')}:1`, '1'],
    [`${functionArn('worker')}:live`, `${functionArn('worker')}:live`, '1'],
  ])(
    'F1 F5 F7 %s is invoked under the name the caller used, and runs the version behind it',
    async (name, arn, version) => {
      const { lambda } = lambdaFixture([published()]);

      const { payload, executedVersion } = await lambda.invoke(name, '{}');

      const answer = JSON.parse(payload) as Answer;
      expect(answer).toMatchObject({ arn, version, variable: version });
      expect(answer.stream).toContain(`/[${version}]`);
      expect(executedVersion).toBe(version);
    },
  );

  it('an alias shares the environments of its version, and $LATEST has its own', async () => {
    const { lambda } = lambdaFixture([published()]);
    const invocationsOf = async (name: string) =>
      (JSON.parse((await lambda.invoke(name, '{}')).payload) as Answer).invocations;

    expect(await invocationsOf('worker:live')).toBe(1);
    expect(await invocationsOf('worker:1')).toBe(2);
    expect(await invocationsOf('worker')).toBe(1);
  });

  it('share the reserved concurrency of their function', async () => {
    const { lambda } = lambdaFixture([published({ reservedConcurrency: 1 })]);

    const running = lambda.invoke('worker:live', '{}');

    await expect(lambda.invoke('worker', '{}')).rejects.toMatchObject({ code: 'TooManyRequestsException' });
    await running;
  });

  it('B13 B20 an alias has retries and destination of its own, and its records name it', async () => {
    const { lambda, events } = lambdaFixture([published()]);

    lambda.invokeEvent('worker:live', '{"fail":true}');
    await lambda.idle();

    expect(events).toMatchObject([
      {
        resources: [busArn, `${functionArn('worker')}:live`],
        detail: {
          requestContext: {
            functionArn: `${functionArn('worker')}:live`,
            condition: 'RetriesExhausted',
            approximateInvokeCount: 1,
          },
          responseContext: { executedVersion: '1' },
        },
      },
    ]);
  });

  it.each(['worker', 'worker:1'])('B13 %s does not inherit the configuration of the alias', async (name) => {
    const { lambda, clock, events, nth, stepsOf } = lambdaFixture([published()]);

    lambda.invokeEvent(name, '{"fail":true}');
    expect(await nth('invocation-failed', 1)).toMatchObject({ retryInMs: 60_000 });
    await clock.advance(61_000);
    await nth('invocation-failed', 2);
    await clock.advance(121_000);
    await nth('invocation-failed', 3);
    await lambda.idle();

    expect(stepsOf('invocation-failed')).toHaveLength(3);
    expect(events).toEqual([]);
  });

  it('B13 the maximum event age is that of the invoked qualifier', async () => {
    const { lambda, clock, events } = lambdaFixture([published()], {
      faults: { before: () => ({ kind: 'throttle' }) },
    });

    lambda.invokeEvent('worker:live', '{"a":1}');
    lambda.invokeEvent('worker', '{"a":2}');
    await clock.advance(120_000);

    expect(events).toMatchObject([
      { detail: { requestContext: { condition: 'EventAgeExceeded' }, requestPayload: { a: 1 } } },
    ]);
    expect(lambda.pending()).toMatchObject([{ payload: '{"a":2}', state: 'waiting' }]);
  });

  it.each(['worker:2', 'worker:other', 'worker:toString'])('B2 answers 404 for %s', (name) => {
    const { lambda } = lambdaFixture([published()]);

    expect(lambda.has(name)).toBe(false);
    expect(() => lambda.invokeEvent(name, '{}')).toThrow(
      `Function not found: ${functionArn('worker')}:${name.slice('worker:'.length)}`,
    );
  });

  it('a stored event continues with its alias, if it still exists', async () => {
    const kept = new Map<string, PendingEvent>();
    const before = lambdaFixture([published()], { journal: mapJournal(kept) });
    before.lambda.invokeEvent('worker:live', '{"fail":true}');
    const [event] = kept.values();

    const after = lambdaFixture([published()]);
    after.lambda.resume(event!);
    await after.lambda.idle();
    const withoutAlias = lambdaFixture([functionFixture(code)]);

    expect(after.events).toMatchObject([
      { detail: { requestContext: { functionArn: `${functionArn('worker')}:live` } } },
    ]);
    expect(() => {
      withoutAlias.lambda.resume(event!);
    }).toThrow(/Function not found: .*:worker:live/);
  });

  it('B13 rejects an alias as the destination of its own function', () => {
    const itself = { version: '1', asynchronous: asynchronousFixture({ onFailure: `${functionArn('worker')}:live` }) };
    expect(() => lambdaFixture([functionFixture(code, { qualifiers: { '1': itself } })])).toThrow(
      /destination for itself/,
    );
    const other = { version: '1', asynchronous: asynchronousFixture({ onFailure: `${functionArn('worker2')}:live` }) };
    expect(() => lambdaFixture([functionFixture(code, { qualifiers: { '1': other } })])).not.toThrow();
  });
});
