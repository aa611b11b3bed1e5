import type { EventBridge } from '../engine/event-bridge.ts';
import type { ReplayDescription } from '../engine/replay.ts';
import {
  optionalText,
  optionalTexts,
  requiredName,
  requiredObject,
  requiredText,
  requiredTime,
  type WireInput,
} from './input.ts';
import { page } from './page.ts';
import { seconds } from './seconds.ts';

export function startReplay(eventBridge: EventBridge, input: WireInput): object {
  const destination = requiredObject(input, 'Destination');
  const ruleArns = optionalTexts(destination, 'FilterArns');
  const description = optionalText(input, 'Description');
  const replay = eventBridge.startReplay({
    name: requiredName(input, 'ReplayName', 64),
    archiveArn: requiredText(input, 'EventSourceArn'),
    from: requiredTime(input, 'EventStartTime'),
    to: requiredTime(input, 'EventEndTime'),
    destination: { busArn: requiredText(destination, 'Arn'), ...(ruleArns && ruleArns.length > 0 && { ruleArns }) },
    ...(description !== undefined && { description }),
  });
  return { ReplayArn: replay.arn, State: replay.state, ReplayStartTime: seconds(replay.startedAt) };
}

export function describeReplay(eventBridge: EventBridge, input: WireInput): object {
  const replay = eventBridge.describeReplay(requiredName(input, 'ReplayName', 64));
  const { busArn, ruleArns } = replay.destination;
  return {
    ...summary(replay),
    ReplayArn: replay.arn,
    Description: replay.description,
    Destination: { Arn: busArn, ...(ruleArns && { FilterArns: ruleArns }) },
  };
}

/** ListReplays, which omits ARN, description and destination (docs/facts/c.md#c11). */
export function listReplays(eventBridge: EventBridge, input: WireInput): object {
  const prefix = optionalText(input, 'NamePrefix');
  const archiveArn = optionalText(input, 'EventSourceArn');
  const state = optionalText(input, 'State');
  const replays = eventBridge
    .listReplays()
    .filter(
      (replay) =>
        (prefix === undefined || replay.name.startsWith(prefix)) &&
        (archiveArn === undefined || replay.archiveArn === archiveArn) &&
        (state === undefined || replay.state === state),
    );
  const { items, ...next } = page(replays, input);
  return { Replays: items.map(summary), ...next };
}

export function cancelReplay(eventBridge: EventBridge, input: WireInput): object {
  const replay = eventBridge.cancelReplay(requiredName(input, 'ReplayName', 64));
  return { ReplayArn: replay.arn, State: replay.state, StateReason: replay.stateReason };
}

const summary = (replay: ReplayDescription) => ({
  ReplayName: replay.name,
  EventSourceArn: replay.archiveArn,
  State: replay.state,
  StateReason: replay.stateReason,
  EventStartTime: seconds(replay.from),
  EventEndTime: seconds(replay.to),
  EventLastReplayedTime: seconds(replay.lastEventTime),
  ReplayStartTime: seconds(replay.startedAt),
  ReplayEndTime: seconds(replay.endedAt),
});
