import type { Clock, ReportEvent } from '../../kernel/index.ts';
import type { ArchivedEvent, ArchiveStorage } from './archive-storage.ts';
import type { ArchiveDefinition } from './definitions.ts';
import { EventBridgeError } from './errors.ts';
import type { BusEvent } from './event.ts';
import { compilePattern } from './event-pattern.ts';

/** The output of DescribeArchive (docs/facts/c.md#c2). Times are epoch milliseconds. */
export interface ArchiveDescription {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly state: 'ENABLED';
  readonly description?: string;
  /** As JSON text, without the clause that excludes replayed events (docs/facts/c.md#c2). */
  readonly pattern?: string;
  readonly retentionDays: number;
  readonly eventCount: number;
  readonly sizeBytes: number;
  readonly createdAt: number;
}

/** Keeps the events of one bus, but never those that a replay delivers (docs/facts/c.md#c4). */
export interface Archive {
  readonly definition: ArchiveDefinition;
  /** The pattern of the managed rule that feeds the archive (docs/facts/c.md#c4). */
  readonly rulePattern: string;
  /** Resolves when the event is stored, or if it doesn't match the archive. */
  accept(event: BusEvent): Promise<void>;
  /** The visible events with `fromMs` <= `time` < `toMs` (docs/facts/c.md#c20). */
  read(fromMs: number, toMs: number): Promise<BusEvent[]>;
  describe(): Promise<ArchiveDescription>;
}

export interface ArchivePorts {
  readonly clock: Clock;
  readonly storage: ArchiveStorage;
  readonly report: ReportEvent;
  /** How long an event stays invisible after its arrival, in milliseconds (docs/facts/c.md#c5). */
  readonly delayMs: number;
}

const dayMs = 86_400_000;

/** @throws EventBridgeError for a name or pattern that AWS rejects (docs/facts/c.md#c3, #c38) */
export function createArchive(
  definition: ArchiveDefinition,
  { clock, storage, report, delayMs }: ArchivePorts,
): Archive {
  const { name, retentionDays } = definition;
  if (!/^[.\-\w]{1,48}$/.test(name)) {
    const message = `1 validation error detected: Value '${name}' at 'archiveName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+, length 1 to 48`;
    throw new EventBridgeError('ValidationException', message);
  }
  const ownPattern = definition.pattern && compilePattern(definition.pattern);
  const rulePattern = compilePattern({ ...definition.pattern, 'replay-name': [{ exists: false }] });
  const createdAt = clock.now();

  const visible = async (): Promise<ArchivedEvent[]> => {
    if (retentionDays > 0) await storage.removeBefore(name, clock.now() - retentionDays * dayMs);
    const events: ArchivedEvent[] = [];
    for await (const archived of storage.read(name)) if (archived.visibleAt <= clock.now()) events.push(archived);
    return events;
  };

  return {
    definition,
    rulePattern: rulePattern.text,
    accept: async (event) => {
      if (!rulePattern.matches(event)) return;
      const archived = { text: JSON.stringify(event), time: Date.parse(event.time), visibleAt: clock.now() + delayMs };
      await storage.append(name, archived);
      report({ type: 'event-archived', archiveName: name, eventId: event.id, detail: event.detail });
    },
    read: async (fromMs, toMs) => {
      const inWindow = (await visible()).filter(({ time }) => time >= fromMs && time < toMs);
      return inWindow.map(({ text }) => JSON.parse(text) as BusEvent);
    },
    describe: async () => {
      const events = await visible();
      return {
        name,
        arn: definition.arn,
        busArn: definition.busArn,
        state: 'ENABLED',
        ...(definition.description !== undefined && { description: definition.description }),
        ...(ownPattern && { pattern: ownPattern.text }),
        retentionDays,
        eventCount: events.length,
        sizeBytes: events.reduce((sum, event) => sum + Buffer.byteLength(event.text), 0),
        createdAt,
      };
    },
  };
}
