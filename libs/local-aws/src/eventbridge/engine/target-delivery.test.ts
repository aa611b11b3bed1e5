import { describe, expect, it } from 'vitest';
import { eventBridgeFixture, failureRecord, functionArn, ruleFixture } from '../testing/event-bridge-fixture.ts';
import type { DeadLetterMessage } from './dead-letter.ts';
import type { TargetDefinition } from './definitions.ts';
import { TargetRejectedError, TargetUnavailableError } from './errors.ts';

const hourMs = 3_600_000;
const ruleWith = (target: Partial<TargetDefinition> = {}) =>
  ruleFixture({ source: ['lambda'] }, { targets: [{ id: 'Target0', arn: functionArn, ...target }] });

/** A target that fails this many times, then succeeds. */
function failing(times: number, error: Error = new TargetUnavailableError('THROTTLING', 'Slow down.')) {
  let calls = 0;
  return {
    calls: () => calls,
    invokeTarget: () => (++calls <= times ? Promise.reject(error) : Promise.resolve()),
  };
}

describe('the delivery to a target', () => {
  it('C34 is retried with growing delays while the target is unavailable', async () => {
    const target = failing(3);
    const { eventBridge, clock, failures } = eventBridgeFixture({ rules: [ruleWith()], ...target, random: () => 1 });

    await eventBridge.putEvent(failureRecord);
    await eventBridge.idle();
    expect(target.calls()).toBe(1);

    await clock.advance(1000);
    await eventBridge.idle();
    expect(target.calls()).toBe(2);

    await clock.advance(hourMs);
    await eventBridge.idle();
    expect(target.calls()).toBe(4);
    expect(failures.map(({ retryInMs }) => retryInMs)).toEqual([1000, 2000, 4000]);
  });

  it('C34 varies its delays', async () => {
    const { eventBridge, failures } = eventBridgeFixture({ rules: [ruleWith()], ...failing(1), random: () => 0 });

    await eventBridge.putEvent(failureRecord);
    await eventBridge.idle();

    expect(failures).toMatchObject([{ retryInMs: 500, errorCode: 'THROTTLING', errorMessage: 'Slow down.' }]);
    await eventBridge.stop();
  });

  it.each([
    [0.5, 'MaximumRetryAttempts'],
    [1, 'MaximumEventAgeInSeconds'],
  ])('C34 continues for 185 retries or 24 hours, whichever comes first (jitter %d)', async (random, condition) => {
    const target = failing(Infinity);
    const tries: number[] = [];
    const { eventBridge, clock, failures } = eventBridgeFixture({
      rules: [ruleWith()],
      random: () => random,
      invokeTarget: () => {
        tries.push(clock.now());
        return target.invokeTarget();
      },
    });

    await eventBridge.putEvent(failureRecord);
    await clock.advance(30 * hourMs);
    await eventBridge.idle();

    expect(failures.at(-1)).toMatchObject({ exhaustedRetryCondition: condition });
    expect(failures.at(-1)).not.toHaveProperty('retryInMs');
    expect(tries.length).toBeGreaterThan(140);
    expect(tries.length).toBeLessThanOrEqual(186);
    const lastedMs = tries.at(-1)! - tries[0]!;
    expect(lastedMs).toBeGreaterThan(22 * hourMs);
    expect(lastedMs).toBeLessThanOrEqual(24 * hourMs);
  });

  it.each([
    [{ maximumRetryAttempts: 2 }, 'MaximumRetryAttempts', 3],
    [{ maximumRetryAttempts: 0 }, 'MaximumRetryAttempts', 1],
    [{ maximumEventAgeInSeconds: 60 }, 'MaximumEventAgeInSeconds', 6],
  ])('C34 follows the retry policy %j', async (retryPolicy, condition, calls) => {
    const target = failing(Infinity);
    const rules = [ruleWith({ retryPolicy })];
    const { eventBridge, clock, failures } = eventBridgeFixture({ rules, ...target, random: () => 1 });

    await eventBridge.putEvent(failureRecord);
    await clock.advance(hourMs);
    await eventBridge.idle();

    expect(target.calls()).toBe(calls);
    expect(failures.at(-1)).toMatchObject({ exhaustedRetryCondition: condition, retryAttempts: calls - 1 });
  });

  it('C34 is not retried when the target rejects the event or fails unexpectedly', async () => {
    for (const error of [new TargetRejectedError('NO_PERMISSIONS', 'May not.'), new Error('Broken.')]) {
      const target = failing(1, error);
      const { eventBridge, clock, failures } = eventBridgeFixture({ rules: [ruleWith()], ...target });

      await eventBridge.putEvent(failureRecord);
      await clock.advance(24 * hourMs);
      await eventBridge.idle();

      expect(target.calls()).toBe(1);
      expect(failures).toMatchObject([{ errorMessage: error.message, retryAttempts: 0 }]);
    }
  });

  it('C35 puts an undelivered event in the dead-letter queue with the reason', async () => {
    const messages: [string, DeadLetterMessage][] = [];
    const rules = [ruleWith({ deadLetterArn: 'queue', retryPolicy: { maximumRetryAttempts: 1 } })];
    const { eventBridge, clock } = eventBridgeFixture({
      rules,
      ...failing(2),
      sendToDeadLetter: (arn, message) => {
        messages.push([arn, message]);
        return Promise.resolve();
      },
    });

    const { eventId } = await eventBridge.putEvent(failureRecord);
    await clock.advance(hourMs);
    await eventBridge.idle();

    expect(messages).toHaveLength(1);
    const [queueArn, { body, attributes }] = messages[0]!;
    expect(queueArn).toBe('queue');
    expect(JSON.parse(body)).toMatchObject({ id: eventId, source: 'lambda' });
    expect(attributes).toEqual({
      RULE_ARN: rules[0]!.arn,
      TARGET_ARN: functionArn,
      ERROR_CODE: 'THROTTLING',
      ERROR_MESSAGE: 'Slow down.',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      RETRY_ATTEMPTS: '1',
    });
  });

  it('rejects a dead-letter queue that is not part of the stack', () => {
    expect(() => eventBridgeFixture({ rules: [ruleWith({ deadLetterArn: 'queue' })] })).toThrow(
      'Rule rule, target Target0: the dead-letter queue queue is not supported without sendToDeadLetter.',
    );
  });

  it('C36 ends once the target has accepted the event', async () => {
    const target = failing(0);
    const { eventBridge, clock } = eventBridgeFixture({ rules: [ruleWith()], ...target });

    await eventBridge.putEvent(failureRecord);
    await clock.advance(24 * hourMs);

    expect(target.calls()).toBe(1);
  });

  it('stops with the bridge: no retries after stop()', async () => {
    const target = failing(Infinity);
    const { eventBridge, clock } = eventBridgeFixture({ rules: [ruleWith()], ...target });
    await eventBridge.putEvent(failureRecord);

    await eventBridge.stop();
    await clock.advance(hourMs);

    expect(target.calls()).toBe(1);
  });
});
