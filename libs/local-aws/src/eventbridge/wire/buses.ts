import type { EventBridge } from '../engine/event-bridge.ts';
import { optionalText, type WireInput } from './input.ts';
import { page } from './page.ts';

export function listEventBuses(eventBridge: EventBridge, input: WireInput): object {
  const prefix = optionalText(input, 'NamePrefix') ?? '';
  const buses = eventBridge.listEventBuses().filter(({ name }) => name.startsWith(prefix));
  const { items, ...next } = page(buses, input);
  return { EventBuses: items.map(({ name, arn }) => ({ Name: name, Arn: arn })), ...next };
}

export function describeEventBus(eventBridge: EventBridge, input: WireInput): object {
  const { name, arn } = eventBridge.describeEventBus(optionalText(input, 'Name'));
  return { Name: name, Arn: arn };
}
