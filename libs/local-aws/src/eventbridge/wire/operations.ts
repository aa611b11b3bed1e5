import type { EventBridge } from '../engine/event-bridge.ts';
import { describeArchive, listArchives } from './archives.ts';
import { describeEventBus, listEventBuses } from './buses.ts';
import type { WireInput } from './input.ts';
import { putEvents } from './put-events.ts';
import { cancelReplay, describeReplay, listReplays, startReplay } from './replays.ts';
import { describeRule, listRules, listTargetsByRule } from './rules.ts';
import { testEventPattern } from './test-event-pattern.ts';

/** Runs an operation, or throws an EventBridgeError. */
export type Operation = (eventBridge: EventBridge, input: WireInput) => object | Promise<object>;

/** The operations of the EventBridge API that the local run supports. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['CancelReplay', cancelReplay],
  ['DescribeArchive', describeArchive],
  ['DescribeEventBus', describeEventBus],
  ['DescribeReplay', describeReplay],
  ['DescribeRule', describeRule],
  ['ListArchives', listArchives],
  ['ListEventBuses', listEventBuses],
  ['ListReplays', listReplays],
  ['ListRules', listRules],
  ['ListTargetsByRule', listTargetsByRule],
  ['PutEvents', putEvents],
  ['StartReplay', startReplay],
  ['TestEventPattern', testEventPattern],
]);
