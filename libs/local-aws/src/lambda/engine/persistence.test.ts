import { describe, expect, it } from 'vitest';
import { StorageError } from '../../kernel/index.ts';
import {
  busArn,
  functionArn,
  functionFixture,
  lambdaFixture,
  mapJournal,
  rejectionOf,
} from '../testing/lambda-fixture.ts';
import type { InvokeError } from './errors.ts';
import type { PendingEvent } from './pending-event.ts';
import type { LambdaPorts } from './ports.ts';

const code = `export const handler = async (event) => {
  if (event.fail) throw new Error('no');
  if (event.hang) await new Promise((resolve) => setInterval(() => undefined, 1000));
};`;

/** Lambda with its queue persisted in a map. */
function keeping(kept = new Map<string, PendingEvent>(), maximumRetryAttempts = 0) {
  const fixture = lambdaFixture(
    [functionFixture(code, { asynchronous: { maximumRetryAttempts, onFailure: busArn } })],
    {
      journal: mapJournal(kept),
    },
  );
  return { ...fixture, kept };
}

describe('queue persistence', () => {
  it('stores an event before acknowledging it, and removes it when it is done', async () => {
    const { lambda, kept } = keeping();
    const { requestId } = lambda.invokeEvent('worker', '{"a":1}');
    expect([...kept.values()]).toMatchObject([{ requestId, payload: '{"a":1}' }]);
    await lambda.idle();
    expect(kept.size).toBe(0);
  });

  it('treats an interrupted attempt as a crash', async () => {
    const before = keeping();
    const { requestId } = before.lambda.invokeEvent('worker', '{"hang":true}');
    await before.nth('invocation-started', 1);
    await before.lambda.stop();
    const [event] = before.kept.values();
    expect(event).toMatchObject({ requestId, state: 'running', attempts: 0 });
    const after = keeping(before.kept);
    after.lambda.resume(event!);
    await after.lambda.idle();
    expect(after.events).toMatchObject([
      {
        detail: {
          requestContext: { requestId, condition: 'RetriesExhausted', approximateInvokeCount: 1 },
          responsePayload: { errorType: 'Runtime.ExitError' },
        },
      },
    ]);
    expect(after.kept.size).toBe(0);
  });

  it('continues waiting for a retry', async () => {
    const before = keeping(undefined, 1);
    before.lambda.invokeEvent('worker', '{"fail":true}');
    await before.nth('invocation-failed', 1);
    await before.lambda.stop();
    const after = keeping(before.kept, 1);
    for (const event of [...before.kept.values()]) after.lambda.resume(event);
    await after.clock.advance(30_000);
    expect(after.stepsOf('invocation-started')).toEqual([]);
    await after.clock.advance(31_000);
    expect(await after.nth('invocation-failed', 1)).toMatchObject({ attempt: 2 });
  });

  it('delivers a record that was in flight', async () => {
    const kept = new Map<string, PendingEvent>();
    const before = lambdaFixture([functionFixture(code, { asynchronous: { onFailure: busArn } })], {
      journal: mapJournal(kept),
      putEvent: () => new Promise(() => undefined),
    });
    const { requestId } = before.lambda.invokeEvent('worker', '{"fail":true}');
    await before.nth('invocation-failed', 1);
    await before.lambda.stop();
    expect([...kept.values()]).toMatchObject([{ state: 'delivering', condition: 'RetriesExhausted' }]);
    const after = keeping();
    for (const event of kept.values()) after.lambda.resume(event);
    await after.lambda.idle();
    expect(after.events).toMatchObject([{ detail: { requestContext: { requestId, approximateInvokeCount: 1 } } }]);
  });

  it('remembers a bounded number of finished events', async () => {
    const { lambda } = lambdaFixture([functionFixture('export const handler = () => null;')]);
    const first = lambda.invokeEvent('worker', '{}').requestId;
    await lambda.idle();
    for (let n = 0; n < 1000; n += 1) lambda.invokeEvent('worker', '{}');
    const last = lambda.invokeEvent('worker', '{}').requestId;
    await lambda.idle();
    expect(() => {
      lambda.deliverAgain(first);
    }).toThrow(/Unknown event/);
    lambda.deliverAgain(last);
    await lambda.idle();
  });
});

describe('a journal that cannot be written', () => {
  /** Lambda with a journal that fails on request. */
  function withFailingJournal(handler = code, ports: Partial<LambdaPorts> = {}) {
    const kept = new Map<string, PendingEvent>();
    const journal = { ...mapJournal(kept), isBehind: false };
    let isFull = false;
    const fixture = lambdaFixture([functionFixture(handler, { asynchronous: { onFailure: busArn } })], {
      ...ports,
      journal: {
        ...journal,
        accepted: (event) => {
          if (isFull) throw new StorageError('Cannot write queue.log: ENOSPC: no space left on device.');
          journal.accepted(event);
        },
        get isBehind() {
          return isFull;
        },
      },
    });
    const fill = (full: boolean) => {
      isFull = full;
    };
    return { ...fixture, kept, fill };
  }

  it('rejects new events with a Lambda service error', async () => {
    const { lambda, kept, fill, steps } = withFailingJournal();
    fill(true);
    const rejection = rejectionOf(() => lambda.invokeEvent('worker', '{}'));
    expect(rejection).toMatchObject({ name: 'InvokeError', status: 500, code: 'ServiceException' });
    expect((rejection as InvokeError).body).toBe(
      '{"Type":"Service","Message":"An error occurred and the request cannot be processed."}',
    );
    expect(kept.size).toBe(0);
    expect(steps).toEqual([]);
    fill(false);
    lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    expect(kept.size).toBe(0);
  });

  it('holds events until their attempts can be recorded', async () => {
    const { lambda, clock, fill, stepsOf, nth } = withFailingJournal();
    fill(true);
    lambda.resume({
      deliveryId: 'delivery',
      requestId: 'request',
      functionName: 'worker',
      payload: '{}',
      invokedFunctionArn: functionArn('worker'),
      acceptedAt: clock.now(),
      attempts: 0,
      state: 'queued',
    });
    await clock.advance(10_000);
    expect(stepsOf('invocation-started')).toEqual([]);
    expect(lambda.pending()).toMatchObject([{ requestId: 'request', state: 'waiting', attempts: 0 }]);
    fill(false);
    await clock.advance(1_000);
    expect(await nth('invocation-succeeded', 1)).toMatchObject({ requestId: 'request', attempt: 1 });
  });

  it('resends a record while its destination cannot store it', async () => {
    let rejections = 0;
    const { lambda, clock, stepsOf, nth } = withFailingJournal(code, {
      putEvent: () => {
        rejections += 1;
        return rejections <= 3 ? Promise.reject(new StorageError('Cannot write archive.')) : Promise.resolve();
      },
    });
    lambda.invokeEvent('worker', '{"fail":true}');
    await nth('invocation-failed', 1);
    expect(lambda.pending()).toMatchObject([{ state: 'delivering' }]);
    await clock.advance(5_000);
    await nth('destination-reached', 1);
    expect(rejections).toBe(4);
    expect(stepsOf('destination-failed')).toEqual([]);
    await lambda.idle();
    expect(lambda.pending()).toEqual([]);
  });
});
