import { describe, expect, it } from 'vitest';
import {
  busArn,
  eventBridgeFixture,
  failureRecord,
  functionArn,
  ruleFixture,
} from '../testing/event-bridge-fixture.ts';
import { TargetRejectedError } from './errors.ts';

const rules = [ruleFixture({ source: ['lambda'] })];

describe('an event on a bus', () => {
  it('C26 reaches a target unchanged, with its keys in order and its time in whole seconds', async () => {
    const { eventBridge, events } = eventBridgeFixture({ rules, newId: () => 'id-1' });

    await eventBridge.putEvent({ ...failureRecord, time: Date.UTC(2026, 2, 23, 12, 0, 0, 999) });
    await eventBridge.idle();

    const keys = ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'];
    expect(Object.keys(events()[0]!)).toEqual(keys);
    expect(events()[0]).toMatchObject({
      version: '0',
      id: 'id-1',
      account: '000000000000',
      region: 'eu-west-1',
      time: '2026-03-23T12:00:00Z',
      detail: failureRecord.detail,
    });
  });

  it('C26 gets an empty list of resources and its arrival time by default', async () => {
    const { eventBridge, events, clock } = eventBridgeFixture({ rules });
    const { bus, source, detailType, detail } = failureRecord;
    const before = Math.floor(clock.now() / 1000) * 1000;

    await eventBridge.putEvent({ bus, source, detailType, detail });
    await eventBridge.idle();

    expect(events()[0]!.resources).toEqual([]);
    expect(Date.parse(events()[0]!.time)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(events()[0]!.time)).toBeLessThanOrEqual(clock.now());
  });

  it("B33 keeps the fields set by Lambda's destination", async () => {
    const { eventBridge, events } = eventBridgeFixture({ rules });

    await eventBridge.putEvent(failureRecord);
    await eventBridge.idle();

    expect(events()[0]).toMatchObject({
      'detail-type': 'Lambda Function Invocation Result - Failure',
      source: 'lambda',
      resources: [busArn, `${functionArn}:$LATEST`],
    });
  });

  it('goes to each rule that matches, to each of its targets, and to no other', async () => {
    const { eventBridge, invocations } = eventBridgeFixture({
      rules: [
        ruleFixture(
          { source: ['lambda'] },
          {
            name: 'a',
            targets: [
              { id: '1', arn: 't1' },
              { id: '2', arn: 't2' },
            ],
          },
        ),
        ruleFixture({ source: ['other'] }, { name: 'b', targets: [{ id: '1', arn: 't3' }] }),
        ruleFixture({ source: ['lambda'] }, { name: 'c', targets: [{ id: '1', arn: 't4' }], enabled: false }),
        ruleFixture({ source: ['lambda'] }, { name: 'd', targets: [{ id: '1', arn: 't5' }], busName: 'default' }),
      ],
    });

    await eventBridge.putEvent(failureRecord);
    await eventBridge.idle();

    expect(invocations.map(({ arn }) => arn)).toEqual(['t1', 't2']);
  });

  it('C25 is dropped when the bus is unknown, but still gets an id', async () => {
    const { eventBridge, invocations } = eventBridgeFixture({ rules });

    const { eventId } = await eventBridge.putEvent({ ...failureRecord, bus: 'nowhere' });
    await eventBridge.idle();

    expect(eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(invocations).toEqual([]);
    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 0 });
  });

  it('C25 is accepted even if its delivery fails', async () => {
    const { eventBridge, failures } = eventBridgeFixture({
      rules,
      invokeTarget: () => Promise.reject(new TargetRejectedError('NO_PERMISSIONS', 'No.')),
    });

    await expect(eventBridge.putEvent(failureRecord)).resolves.toHaveProperty('eventId');
    await eventBridge.idle();

    expect(failures).toHaveLength(1);
  });

  it('C24 is rejected above the size limit, which counts resources and 14 bytes for a time', async () => {
    const detail = { text: 'x'.repeat(100) };
    const size = 'source'.length + 'type'.length + 'r1'.length + JSON.stringify(detail).length + 14;
    const entry = { source: 'source', detailType: 'type', resources: ['r1'], detail, time: 0 };

    const enough = eventBridgeFixture({ rules, maxEntryBytes: size }).eventBridge;
    const tooSmall = eventBridgeFixture({ rules, maxEntryBytes: size - 1 }).eventBridge;

    await expect(enough.putEvent(entry)).resolves.toHaveProperty('eventId');
    await expect(tooSmall.putEvent(entry)).rejects.toMatchObject({ code: 'ValidationException', status: 400 });
    expect(eventBridgeFixture().eventBridge.maxEntryBytes).toBe(262_144);
  });
});
