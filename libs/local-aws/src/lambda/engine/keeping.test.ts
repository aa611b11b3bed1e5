import { describe, expect, it } from 'vitest';
import { busArn, functionOf, lambdaOf } from '../testing/lambda-fixture.ts';
import type { PendingEvent } from './pending-event.ts';

const code = `export const handler = async (event) => {
  if (event.fail) throw new Error('no');
  if (event.hang) await new Promise((resolve) => setInterval(() => undefined, 1000));
};`;

/** Lambda that keeps its queue in a map, as a journal on disk would. */
function keeping(kept = new Map<string, PendingEvent>(), maximumRetryAttempts = 0) {
  const fixture = lambdaOf([functionOf(code, { asynchronous: { maximumRetryAttempts, onFailure: busArn } })], {
    journal: {
      changed: (event) => kept.set(event.deliveryId, structuredClone(event)),
      finished: ({ deliveryId }) => kept.delete(deliveryId),
    },
  });
  return { ...fixture, kept };
}

describe('keeping the queue', () => {
  it('tells of an event before it is acknowledged, and when nothing is left to do', async () => {
    const { lambda, kept } = keeping();
    const { requestId } = lambda.invokeEvent('worker', '{"a":1}');
    expect([...kept.values()]).toMatchObject([{ requestId, payload: '{"a":1}' }]);
    await lambda.idle();
    expect(kept.size).toBe(0);
  });

  it('treats an attempt that was running as one that crashed', async () => {
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

  it('goes on waiting for a retry', async () => {
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

  it('delivers a record that was on its way', async () => {
    const kept = new Map<string, PendingEvent>();
    const before = lambdaOf([functionOf(code, { asynchronous: { onFailure: busArn } })], {
      journal: { changed: (event) => kept.set(event.deliveryId, event), finished: () => undefined },
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
    const { lambda } = lambdaOf([functionOf('export const handler = () => null;')]);
    const first = lambda.invokeEvent('worker', '{}').requestId;
    for (let n = 0; n < 1000; n += 1) lambda.invokeEvent('worker', '{}');
    const last = lambda.invokeEvent('worker', '{}').requestId;
    await lambda.idle();
    expect(() => {
      lambda.deliverAgain(first);
    }).toThrow(/No event/);
    lambda.deliverAgain(last);
    await lambda.idle();
  });
});
