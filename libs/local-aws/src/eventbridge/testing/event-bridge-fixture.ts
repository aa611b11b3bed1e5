import { AdjustableClock, type StackEvent } from '../../kernel/index.ts';
import { createEventBridge } from '../engine/create-event-bridge.ts';
import type { ArchiveDefinition, RuleDefinition } from '../engine/definitions.ts';
import type { BusEvent } from '../engine/event.ts';
import type { EventBridge, EventBridgeOptions } from '../engine/event-bridge.ts';
import type { DeliveryFailure } from '../engine/target-delivery.ts';

export const accountId = '000000000000';
export const region = 'eu-west-1';
const prefix = `arn:aws:events:${region}:${accountId}`;
export const busArn = `${prefix}:event-bus/failed`;
export const archiveArn = `${prefix}:archive/kept`;
export const functionArn = `arn:aws:lambda:${region}:${accountId}:function:handler`;

/** A rule of the bus `failed` that sends the events of its pattern to the function. */
export const ruleFixture = (pattern: object, more: Partial<RuleDefinition> = {}): RuleDefinition => ({
  name: 'rule',
  arn: `${prefix}:rule/failed/${more.name ?? 'rule'}`,
  busName: 'failed',
  pattern,
  enabled: true,
  targets: [{ id: 'Target0', arn: functionArn }],
  ...more,
});

/** The rule of the stack: a replayed event goes back to the function in its original form. */
export const replayRule = ruleFixture(
  { 'replay-name': [{ exists: true }] },
  { name: 'replay', targets: [{ id: 'Target0', arn: functionArn, inputPath: '$.detail.requestPayload' }] },
);

/** The event that Lambda puts on the bus after a function has failed (B33). */
export const failureRecord = {
  bus: busArn,
  source: 'lambda',
  detailType: 'Lambda Function Invocation Result - Failure',
  resources: [busArn, `${functionArn}:$LATEST`],
  detail: { requestPayload: { seconds: 5 }, requestContext: { condition: 'RetriesExhausted' } },
};

export interface EventBridgeFixture {
  readonly eventBridge: EventBridge;
  readonly clock: AdjustableClock;
  /** The inputs that targets received, in order. */
  readonly invocations: { readonly arn: string; readonly payload: string; readonly ruleArn: string }[];
  readonly failures: DeliveryFailure[];
  readonly steps: StackEvent[];
  /** The payloads as events. */
  readonly events: () => BusEvent[];
}

export interface EventBridgeFixtureOptions extends Partial<EventBridgeOptions> {
  readonly rules?: readonly RuleDefinition[];
  readonly archive?: Partial<ArchiveDefinition>;
}

/** The bus `failed` with the archive `kept` and the given rules, by default the one for replays. */
export function eventBridgeFixture({ rules = [replayRule], archive, ...options }: EventBridgeFixtureOptions = {}) {
  const clock = new AdjustableClock();
  const fixture: Omit<EventBridgeFixture, 'eventBridge' | 'events'> = {
    clock,
    invocations: [],
    failures: [],
    steps: [],
  };
  const eventBridge = createEventBridge(
    {
      buses: [{ name: 'failed', arn: busArn }],
      archives: [{ name: 'kept', arn: archiveArn, busArn, retentionDays: 0, ...archive }],
      rules,
    },
    {
      clock,
      report: (step) => fixture.steps.push(step),
      region,
      accountId,
      invokeTarget: (arn, payload, rule) => {
        fixture.invocations.push({ arn, payload, ruleArn: rule.arn });
        return Promise.resolve();
      },
      onDeliveryFailure: (failure) => fixture.failures.push(failure),
      ...options,
    },
  );
  const events = () => fixture.invocations.map(({ payload }) => JSON.parse(payload) as BusEvent);
  return { ...fixture, eventBridge, events };
}

/** A request for a replay of everything within an hour of now. */
export const replayFixture = (clock: AdjustableClock, name = 'again') => ({
  name,
  archiveArn,
  from: clock.now() - 3_600_000,
  to: clock.now() + 3_600_000,
  destination: { busArn },
});
