import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../clock.ts';
import type { Step } from '../steps.ts';
import { createEventBridge } from './create-event-bridge.ts';
import type { RuleDefinition } from './definitions.ts';
import type { BusEvent } from './event.ts';
import type { EventBridge, EventBridgeOptions } from './event-bridge.ts';

const account = '000000000000';
const prefix = `arn:aws:events:eu-west-1:${account}`;
const busArn = `${prefix}:event-bus/failed`;
const archiveArn = `${prefix}:archive/kept`;
const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:handler`;

interface Invocation {
  readonly arn: string;
  readonly payload: string;
  readonly ruleArn: string;
}

export interface Scene {
  readonly eventBridge: EventBridge;
  readonly clock: AdjustableClock;
  readonly invocations: Invocation[];
  readonly steps: Step[];
}

const replayRule: RuleDefinition = {
  name: 'replay',
  arn: `${prefix}:rule/failed/replay`,
  busName: 'failed',
  pattern: { 'replay-name': [{ exists: true }] },
  enabled: true,
  targets: [{ id: 'Target0', arn: functionArn, inputPath: '$.detail.requestPayload' }],
};

function scene({
  rules = [replayRule],
  ...options
}: Partial<EventBridgeOptions> & { rules?: RuleDefinition[] } = {}): Scene {
  const clock = new AdjustableClock();
  const invocations: Invocation[] = [];
  const steps: Step[] = [];
  const eventBridge = createEventBridge(
    {
      buses: [{ name: 'failed', arn: busArn }],
      archives: [{ name: 'kept', arn: archiveArn, busArn, retentionDays: 0 }],
      rules,
    },
    {
      clock,
      report: (step) => steps.push(step),
      region: 'eu-west-1',
      accountId: account,
      invokeTarget: (arn, payload, rule) => {
        invocations.push({ arn, payload, ruleArn: rule.arn });
        return Promise.resolve();
      },
      ...options,
    },
  );
  return { eventBridge, clock, invocations, steps };
}

const failureRecord = {
  bus: busArn,
  source: 'lambda',
  detailType: 'Lambda Function Invocation Result - Failure',
  resources: [busArn, `${functionArn}:$LATEST`],
  detail: { requestPayload: { seconds: 5 }, requestContext: { condition: 'RetriesExhausted' } },
};

const hourMs = 3_600_000;
const allOf = (clock: AdjustableClock) => ({ from: clock.now() - hourMs, to: clock.now() + hourMs });

describe('an event bridge', () => {
  it('C16 C29 archives an event and replays a part of it to the target', async () => {
    const { eventBridge, clock, invocations, steps } = scene();

    const { eventId } = await eventBridge.putEvent(failureRecord);
    eventBridge.startReplay({ name: 'again', archiveArn, destination: { busArn }, ...allOf(clock) });
    await eventBridge.idle();

    expect(invocations).toEqual([{ arn: functionArn, payload: '{"seconds":5}', ruleArn: replayRule.arn }]);
    expect(steps.map(({ type }) => type)).toEqual(['event-archived', 'event-replayed']);
    expect(steps[0]).toMatchObject({ archiveName: 'kept', eventId, detail: failureRecord.detail });
    expect(eventBridge.describeReplay('again')).toMatchObject({ state: 'COMPLETED' });
  });

  it('C4 does not archive a replayed event again', async () => {
    const { eventBridge, clock } = scene();

    await eventBridge.putEvent(failureRecord);
    eventBridge.startReplay({ name: 'again', archiveArn, destination: { busArn }, ...allOf(clock) });
    await eventBridge.idle();

    expect(await eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 1 });
  });

  it('C26 delivers the event with its keys in order and its time in whole seconds', async () => {
    const rule = { ...replayRule, pattern: { source: ['lambda'] }, targets: [{ id: 'T', arn: functionArn }] };
    const { eventBridge, invocations } = scene({ rules: [rule], newId: () => 'id-1' });

    await eventBridge.putEvent({ ...failureRecord, time: Date.UTC(2026, 2, 23, 12, 0, 0, 999) });
    await eventBridge.idle();

    const event = JSON.parse(invocations[0]!.payload) as BusEvent;
    expect(Object.keys(event)).toEqual([
      ...['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'],
    ]);
    expect(event).toMatchObject({
      version: '0',
      id: 'id-1',
      account,
      region: 'eu-west-1',
      time: '2026-03-23T12:00:00Z',
    });
  });
});
