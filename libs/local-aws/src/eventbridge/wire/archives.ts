import type { ArchiveDescription } from '../engine/archive.ts';
import { EventBridgeError } from '../engine/errors.ts';
import type { EventBridge } from '../engine/event-bridge.ts';
import { optionalText, requiredName, type WireInput } from './input.ts';
import { page } from './page.ts';
import { seconds } from './seconds.ts';

export async function describeArchive(eventBridge: EventBridge, input: WireInput): Promise<object> {
  const archive = await eventBridge.describeArchive(requiredName(input, 'ArchiveName', 48));
  return {
    ArchiveArn: archive.arn,
    ...summary(archive),
    Description: archive.description,
    EventPattern: archive.pattern,
  };
}

/** ListArchives, which omits ARN, description and pattern (docs/facts/c.md#c2) and accepts one filter (#c8). */
export async function listArchives(eventBridge: EventBridge, input: WireInput): Promise<object> {
  const prefix = optionalText(input, 'NamePrefix');
  const busArn = optionalText(input, 'EventSourceArn');
  const state = optionalText(input, 'State');
  if ([prefix, busArn, state].filter((filter) => filter !== undefined).length > 1) {
    const message =
      'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.';
    throw new EventBridgeError('ValidationException', message);
  }
  if (busArn !== undefined) eventBridge.describeEventBus(busArn);
  const archives = (await eventBridge.listArchives()).filter(
    (archive) =>
      (prefix === undefined || archive.name.startsWith(prefix)) &&
      (busArn === undefined || archive.busArn === busArn) &&
      (state === undefined || archive.state === state),
  );
  const { items, ...next } = page(archives, input);
  return { Archives: items.map(summary), ...next };
}

const summary = (archive: ArchiveDescription) => ({
  ArchiveName: archive.name,
  EventSourceArn: archive.busArn,
  State: archive.state,
  RetentionDays: archive.retentionDays,
  SizeBytes: archive.sizeBytes,
  EventCount: archive.eventCount,
  CreationTime: seconds(archive.createdAt),
});
