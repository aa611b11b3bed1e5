import { describe, expect, it } from 'vitest';
import {
  archiveArn,
  busArn,
  eventBridgeFixture,
  failureRecord,
  functionArn,
  replayFixture,
  replayRule,
  ruleFixture,
} from '../testing/event-bridge-fixture.ts';
import type { BusEvent } from './event.ts';

const minuteMs = 60_000;
const fullReplayRule = ruleFixture({ 'replay-name': [{ exists: true }] });

describe('a replay', () => {
  it("C29 passes the target exactly the function's original input", async () => {
    const { eventBridge, clock, invocations, steps } = eventBridgeFixture();
    const { eventId } = await eventBridge.putEvent(failureRecord);

    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();

    expect(invocations).toEqual([{ arn: functionArn, payload: '{"seconds":5}', ruleArn: replayRule.arn }]);
    expect(steps.at(-1)).toEqual({
      type: 'event-replayed',
      replayName: 'again',
      eventId,
      detail: failureRecord.detail,
    });
  });

  it('C10 starts as STARTING, runs, and is COMPLETED after the time it takes', async () => {
    const { eventBridge, clock } = eventBridgeFixture({ replayTiming: { startMs: 1000, perMinuteMs: 2000 } });
    await eventBridge.putEvent(failureRecord);
    const request = { ...replayFixture(clock), description: 'Second try' };

    const started = eventBridge.startReplay(request);
    expect(started).toMatchObject({
      arn: 'arn:aws:events:eu-west-1:000000000000:replay/again',
      state: 'STARTING',
      startedAt: expect.closeTo(clock.now(), -3) as number,
    });

    await clock.advance(1000);
    await eventBridge.idle();
    expect(eventBridge.describeReplay('again')).toMatchObject({ state: 'RUNNING' });

    await clock.advance(2000);
    await eventBridge.idle();
    expect(eventBridge.describeReplay('again')).toMatchObject({ ...request, state: 'COMPLETED' });
  });

  it('C11 reports when it ended and the time of the last replayed event', async () => {
    const { eventBridge, clock } = eventBridgeFixture();
    await eventBridge.putEvent({ ...failureRecord, time: clock.now() });
    const eventTime = Math.floor(clock.now() / 1000) * 1000;

    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();

    const { lastEventTime, endedAt, startedAt } = eventBridge.describeReplay('again');
    expect(lastEventTime).toBe(eventTime);
    expect(endedAt).toBeGreaterThanOrEqual(startedAt);
    expect(eventBridge.listReplays()).toEqual([eventBridge.describeReplay('again')]);
  });

  it('C11 is CANCELLING when it is cancelled, then CANCELLED without further events', async () => {
    const { eventBridge, clock, invocations } = eventBridgeFixture({ replayTiming: { startMs: 1000 } });
    await eventBridge.putEvent(failureRecord);
    eventBridge.startReplay(replayFixture(clock));

    expect(eventBridge.cancelReplay('again')).toMatchObject({ state: 'CANCELLING' });
    await clock.advance(1000);
    await eventBridge.idle();

    expect(eventBridge.describeReplay('again')).toMatchObject({ state: 'CANCELLED' });
    expect(invocations).toEqual([]);
    expect(() => eventBridge.cancelReplay('again')).toThrow(
      expect.objectContaining({ code: 'IllegalStatusException' }),
    );
  });

  it('C16 adds replay-name between region and resources, and keeps the time and the detail', async () => {
    const { eventBridge, clock, events } = eventBridgeFixture({ rules: [fullReplayRule] });
    const time = Math.floor(clock.now() / 1000) * 1000 - 10 * minuteMs;
    await eventBridge.putEvent({ ...failureRecord, time });

    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();

    const [event] = events() as [BusEvent];
    expect(Object.keys(event).slice(-4)).toEqual(['region', 'replay-name', 'resources', 'detail']);
    expect(event).toMatchObject({ 'replay-name': 'again', detail: failureRecord.detail });
    expect(Date.parse(event.time)).toBe(time);
  });

  it('C18 replays events minute by minute, finishing each before the next', async () => {
    const { eventBridge, clock, events } = eventBridgeFixture({ rules: [fullReplayRule] });
    const minute = Math.floor(clock.now() / minuteMs) * minuteMs;
    const ages = [1, 3, 2, 3, 1].map((minutes) => minute - minutes * minuteMs);
    for (const time of ages) await eventBridge.putEvent({ ...failureRecord, time });

    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();

    const minutes = events().map(({ time }) => (minute - Date.parse(time)) / minuteMs);
    expect(minutes).toEqual([3, 3, 2, 1, 1]);
  });

  it('C19 goes to all rules of the bus, or only to those chosen by ARN', async () => {
    const other = ruleFixture({ source: ['lambda'] }, { name: 'other', targets: [{ id: '1', arn: 'other' }] });
    const { eventBridge, clock, invocations } = eventBridgeFixture({ rules: [replayRule, other] });
    await eventBridge.putEvent(failureRecord);
    await eventBridge.idle();
    const targets = () => invocations.splice(0).map(({ arn }) => arn);
    expect(targets()).toEqual(['other']);

    eventBridge.startReplay(replayFixture(clock, 'all'));
    await eventBridge.idle();
    expect(targets()).toEqual([functionArn, 'other']);

    eventBridge.startReplay({ ...replayFixture(clock, 'one'), destination: { busArn, ruleArns: [replayRule.arn] } });
    await eventBridge.idle();
    expect(targets()).toEqual([functionArn]);
  });

  it('C20 selects by the time of the events', async () => {
    const { eventBridge, clock, invocations } = eventBridgeFixture();
    const hours = [0.5, 2, 5];
    for (const age of hours) await eventBridge.putEvent({ ...failureRecord, time: clock.now() - age * 60 * minuteMs });

    const from = clock.now() - 3 * 60 * minuteMs;
    eventBridge.startReplay({ ...replayFixture(clock), from, to: clock.now() - 60 * minuteMs });
    await eventBridge.idle();

    expect(invocations).toHaveLength(1);
  });
});

describe('a replay is rejected', () => {
  const refused = (code: string, message: string) => expect.objectContaining({ code, message, status: 400 }) as Error;
  const otherBusArn = busArn.replace('failed', 'default');

  it.each([
    [{ destination: { busArn: otherBusArn } }, 'Destination.Arn', 'Cross event bus replay is not permitted.'],
    [{ archiveArn: `${archiveArn}x` }, 'EventSourceArn', 'Archive keptx does not exist.'],
    [{ from: 5000, to: 4000 }, 'EventEndTime', 'EventStartTime must be before EventEndTime.'],
    [{ from: 5000, to: 5000 }, 'EventEndTime', 'EventStartTime must be before EventEndTime.'],
  ])('C12 C13 for %j', (change, parameter, reason) => {
    const { eventBridge, clock } = eventBridgeFixture();
    expect(() => eventBridge.startReplay({ ...replayFixture(clock), ...change })).toThrow(
      refused('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`),
    );
  });

  it('C12 for an unknown bus', () => {
    const { eventBridge, clock } = eventBridgeFixture();
    const destination = { busArn: busArn.replace('failed', 'none') };
    expect(() => eventBridge.startReplay({ ...replayFixture(clock), destination })).toThrow(
      refused('ResourceNotFoundException', 'Event bus none does not exist.'),
    );
  });

  it('C13 with a name that is taken', async () => {
    const { eventBridge, clock } = eventBridgeFixture();
    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();
    expect(() => eventBridge.startReplay(replayFixture(clock))).toThrow(
      refused('ResourceAlreadyExistsException', 'Replay again already exists.'),
    );
  });

  it('C13 when it is unknown and described or cancelled', () => {
    const { eventBridge } = eventBridgeFixture();
    const unknown = refused('ResourceNotFoundException', 'Replay none does not exist.');
    expect(() => eventBridge.describeReplay('none')).toThrow(unknown);
    expect(() => eventBridge.cancelReplay('none')).toThrow(unknown);
  });

  it('C14 while 10 others are active', async () => {
    const { eventBridge, clock } = eventBridgeFixture({ replayTiming: { startMs: 1000 } });
    for (let n = 1; n <= 10; n++) eventBridge.startReplay(replayFixture(clock, `replay-${n}`));

    expect(() => eventBridge.startReplay(replayFixture(clock, 'eleventh'))).toThrow(
      refused('LimitExceededException', 'The requested resource exceeds the maximum number allowed.'),
    );

    await clock.advance(1000);
    await eventBridge.idle();
    expect(eventBridge.startReplay(replayFixture(clock, 'eleventh'))).toMatchObject({ state: 'STARTING' });
  });

  it('C15 with a used name for about 90 days', async () => {
    const { eventBridge, clock } = eventBridgeFixture();
    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();

    await clock.advance(91 * 86_400_000);

    expect(eventBridge.listReplays()).toEqual([]);
    expect(eventBridge.startReplay(replayFixture(clock))).toMatchObject({ state: 'STARTING' });
  });
});
