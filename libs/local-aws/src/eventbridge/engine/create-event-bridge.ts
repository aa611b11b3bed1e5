import { randomUUID } from 'node:crypto';
import { PendingWork, Timers } from '../../kernel/index.ts';
import { type Archive, createArchive } from './archive.ts';
import { memoryArchiveStorage } from './archive-storage.ts';
import { Buses } from './buses.ts';
import { deadLetterMessage } from './dead-letter.ts';
import type { ArchiveDefinition } from './definitions.ts';
import { EventBridgeError } from './errors.ts';
import { type BusEvent, entryBytes, toEvent } from './event.ts';
import type { EventBridge, EventBridgeDefinitions, EventBridgeOptions } from './event-bridge.ts';
import { startReplay } from './replay.ts';
import { Replays } from './replays.ts';
import { Rules } from './rules.ts';
import { type DeliveryFailure, type DeliveryPorts, startDelivery } from './target-delivery.ts';

/**
 * Creates the buses, archives and rules of a template.
 * @throws EventBridgeError for a definition that AWS rejects
 */
export function createEventBridge(definitions: EventBridgeDefinitions, options: EventBridgeOptions): EventBridge {
  const { clock, region, accountId } = options;
  const maxEntryBytes = options.maxEntryBytes ?? 262_144;
  const newId = options.newId ?? randomUUID;
  const timers = new Timers(clock);
  const work = new PendingWork();
  const buses = new Buses(definitions.buses, options);
  const archives = createArchives(definitions.archives, buses, options);
  const rules = new Rules(definitions.rules, archives, buses);
  checkDeadLetters(definitions, options);

  const deliveryPorts: DeliveryPorts = {
    clock,
    timers,
    work,
    random: options.random ?? Math.random,
    invokeTarget: options.invokeTarget,
    onDeliveryFailure: (failure) => reportFailure(failure, options),
  };
  /** Archives an event and delivers it to all or some rules of the bus (docs/facts/c.md#c19). */
  const dispatch = async (busName: string, event: BusEvent, ruleArns?: readonly string[]): Promise<void> => {
    const { arn: busArn } = buses.get(busName);
    const ingestedAt = clock.now();
    if (!ruleArns) {
      const ofBus = archives.filter(({ definition }) => definition.busArn === busArn);
      await Promise.all(ofBus.map((archive) => archive.accept(event)));
    }
    for (const { definition: rule, targets } of rules.matching(busName, event)) {
      if (ruleArns && !ruleArns.includes(rule.arn)) continue;
      for (const { definition: target, input } of targets) {
        const payload = input({ event, rule, ingestedAt });
        startDelivery({ rule, target, eventId: event.id, payload, eventText: JSON.stringify(event) }, deliveryPorts);
      }
    }
  };
  const replays = new Replays({
    clock,
    arnOf: (name) => `arn:aws:events:${region}:${accountId}:replay/${name}`,
    archives,
    busArns: buses.all.map(({ arn }) => arn),
    start: (request, arn, archive) =>
      startReplay(request, arn, archive, {
        clock,
        timers,
        work,
        report: options.report,
        timing: options.replayTiming ?? {},
        dispatch: (event) => dispatch(buses.get(request.destination.busArn).name, event, request.destination.ruleArns),
      }),
  });

  const archiveNamed = (name: string): Archive => {
    const archive = archives.find(({ definition }) => definition.name === name);
    if (archive) return archive;
    throw new EventBridgeError('ResourceNotFoundException', `Archive ${name} does not exist.`);
  };

  return {
    maxEntryBytes,
    putEvent: async (entry) => {
      if (entryBytes({ ...entry, detailText: JSON.stringify(entry.detail) }) > maxEntryBytes) {
        throw new EventBridgeError(
          'ValidationException',
          'Total size of the entries in the request is over the limit.',
        );
      }
      const event = toEvent(entry, { id: newId(), account: accountId, region, now: clock.now() });
      const bus = buses.find(entry.bus);
      if (bus) await work.track(dispatch(bus.name, event));
      return { eventId: event.id };
    },
    startReplay: (request) => replays.start(request),
    describeReplay: (name) => replays.describe(name),
    listReplays: () => replays.list(),
    cancelReplay: (name) => replays.cancel(name),
    describeArchive: async (name) => archiveNamed(name).describe(),
    readArchive: async (name) => archiveNamed(name).read(-Infinity, Infinity),
    listArchives: () => Promise.all(archives.map((archive) => archive.describe())),
    listRules: (bus) => rules.list(bus),
    describeRule: (name, bus) => rules.describe(name, bus),
    listEventBuses: () => buses.all,
    describeEventBus: (bus) => buses.get(bus),
    idle: () => work.idle(),
    stop: () => {
      timers.cancelAll();
      return work.idle();
    },
  };
}

function createArchives(
  definitions: readonly ArchiveDefinition[],
  buses: Buses,
  { clock, report, archiveStorage, archiveDelayMs }: EventBridgeOptions,
): readonly Archive[] {
  const storage = archiveStorage ?? memoryArchiveStorage();
  const names = new Set<string>();
  return definitions.map((definition) => {
    buses.get(definition.busArn);
    if (names.has(definition.name)) {
      throw new EventBridgeError('ResourceAlreadyExistsException', `Archive ${definition.name} already exists.`);
    }
    names.add(definition.name);
    return createArchive(definition, { clock, storage, report, delayMs: archiveDelayMs ?? 0 });
  });
}

function checkDeadLetters({ rules }: EventBridgeDefinitions, { sendToDeadLetter }: EventBridgeOptions): void {
  if (sendToDeadLetter) return;
  for (const { name, targets } of rules) {
    const target = targets.find(({ deadLetterArn }) => deadLetterArn !== undefined);
    if (!target) continue;
    throw new Error(
      `Rule ${name}, target ${target.id}: the dead-letter queue ${String(target.deadLetterArn)} is not supported without sendToDeadLetter.`,
    );
  }
}

async function reportFailure(failure: DeliveryFailure, options: EventBridgeOptions): Promise<void> {
  options.onDeliveryFailure?.(failure);
  const { deadLetterArn } = failure.target;
  if (failure.retryInMs === undefined && deadLetterArn !== undefined) {
    await options.sendToDeadLetter?.(deadLetterArn, deadLetterMessage(failure));
  }
}
