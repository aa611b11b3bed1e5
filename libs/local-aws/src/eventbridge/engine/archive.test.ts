import { describe, expect, it } from 'vitest';
import {
  archiveArn,
  busArn,
  eventBridgeFixture,
  failureRecord,
  replayFixture,
  replayRule,
  ruleFixture,
} from '../testing/event-bridge-fixture.ts';

const dayMs = 86_400_000;

describe('an archive', () => {
  it('C2 is described with its own pattern, without the clause that excludes replays', async () => {
    const pattern = { source: ['lambda'] };
    const { eventBridge } = eventBridgeFixture({ archive: { pattern, description: 'Failed jobs' } });

    expect(await eventBridge.describeArchive('kept')).toMatchObject({
      arn: archiveArn,
      busArn,
      state: 'ENABLED',
      description: 'Failed jobs',
      pattern: JSON.stringify(pattern),
      retentionDays: 0,
      eventCount: 0,
    });
  });

  it('stores only events that match its pattern, and reports each', async () => {
    const { eventBridge, steps } = eventBridgeFixture({ archive: { pattern: { source: ['lambda'] } } });

    const { eventId } = await eventBridge.putEvent(failureRecord);
    await eventBridge.putEvent({ ...failureRecord, source: 'other' });

    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });
    expect(steps).toEqual([{ type: 'event-archived', archiveName: 'kept', eventId, detail: failureRecord.detail }]);
  });

  it('C3 keeps events forever with RetentionDays 0, otherwise for that many days', async () => {
    const forEver = eventBridgeFixture();
    const forAWeek = eventBridgeFixture({ archive: { retentionDays: 7 } });
    for (const { eventBridge, clock } of [forEver, forAWeek]) {
      await eventBridge.putEvent(failureRecord);
      await clock.advance(6 * dayMs);
    }
    expect(await forAWeek.eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });

    for (const { clock } of [forEver, forAWeek]) await clock.advance(2 * dayMs);

    expect(await forEver.eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });
    expect(await forAWeek.eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 0 });
  });

  it.each(['a'.repeat(49), 'a/b', ''])('C3 rejects the name "%s"', (name) => {
    expect(() => eventBridgeFixture({ archive: { name } })).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });

  it('C4 is fed by a managed rule of the bus that excludes replayed events', () => {
    const { eventBridge } = eventBridgeFixture({ archive: { pattern: { source: ['lambda'] } } });

    expect(eventBridge.listRules('failed').map(({ name }) => name)).toEqual(['Events-Archive-kept', 'replay']);
    expect(eventBridge.describeRule('Events-Archive-kept', busArn)).toMatchObject({
      arn: 'arn:aws:events:eu-west-1:000000000000:rule/failed/Events-Archive-kept',
      managedBy: 'prod.vhs.events.aws.internal',
      pattern: { source: ['lambda'], 'replay-name': [{ exists: false }] },
      enabled: true,
      targets: [{ arn: 'arn:aws:events:eu-west-1:::' }],
    });
  });

  it('C4 does not archive a replayed event again, but archives the new event of a failed replay', async () => {
    const { eventBridge, clock, invocations } = eventBridgeFixture();
    await eventBridge.putEvent(failureRecord);

    eventBridge.startReplay(replayFixture(clock));
    await eventBridge.idle();
    expect(invocations).toHaveLength(1);
    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });

    await eventBridge.putEvent(failureRecord);
    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 2 });
  });

  it('C5 includes an event in counts and replays only after its delay', async () => {
    const { eventBridge, clock, invocations } = eventBridgeFixture({ archiveDelayMs: 600_000 });
    await eventBridge.putEvent(failureRecord);

    eventBridge.startReplay(replayFixture(clock, 'too-early'));
    await eventBridge.idle();
    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 0 });
    expect(invocations).toEqual([]);

    await clock.advance(600_000);
    eventBridge.startReplay(replayFixture(clock, 'in-time'));
    await eventBridge.idle();
    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });
    expect(invocations).toHaveLength(1);
  });

  it('C7 for an unknown bus, or with an unknown name, is an error with status 400', async () => {
    const notThere = (message: string) =>
      expect.objectContaining({ code: 'ResourceNotFoundException', status: 400, message }) as Error;

    expect(() => eventBridgeFixture({ archive: { busArn: `${busArn}s` } })).toThrow(
      notThere('Event bus faileds does not exist.'),
    );
    await expect(eventBridgeFixture().eventBridge.describeArchive('none')).rejects.toEqual(
      notThere('Archive none does not exist.'),
    );
    expect(() => eventBridgeFixture().eventBridge.describeEventBus('none')).toThrow(
      notThere('Event bus none does not exist.'),
    );
  });

  it('C38 rejects an invalid pattern', () => {
    expect(() => eventBridgeFixture({ archive: { pattern: { source: 'lambda' } } })).toThrow(
      /^Event pattern is not valid\. Reason: "source" must be an object or an array/,
    );
  });

  it('C37 rejects a rule with more than 5 targets', () => {
    const targets = [1, 2, 3, 4, 5, 6].map((id) => ({ id: String(id), arn: `t${id}` }));
    expect(() => eventBridgeFixture({ rules: [replayRule, ruleFixture({ source: ['a'] }, { targets })] })).toThrow(
      expect.objectContaining({ code: 'LimitExceededException' }),
    );
  });
});
