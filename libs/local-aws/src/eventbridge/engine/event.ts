import type { JsonObject } from '../../kernel/index.ts';

/** An event as rules match it and targets receive it, with its keys in this order (docs/facts/c.md#c26). */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** UTC, whole seconds: `2026-03-23T12:00:00Z` (docs/facts/c.md#c26). */
  readonly time: string;
  readonly region: string;
  /** Only on a replayed event (docs/facts/c.md#c16). */
  readonly 'replay-name'?: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

/** An event to put on a bus. */
export interface EventEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** Epoch milliseconds. @default now */
  readonly time?: number;
}

export interface EventOrigin {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Epoch milliseconds, for an entry without a time of its own. */
  readonly now: number;
}

export const toEvent = (entry: EventEntry, origin: EventOrigin): BusEvent => ({
  version: '0',
  id: origin.id,
  'detail-type': entry.detailType,
  source: entry.source,
  account: origin.account,
  time: wholeSeconds(entry.time ?? origin.now),
  region: origin.region,
  resources: entry.resources ?? [],
  detail: entry.detail,
});

/** The event as a replay delivers it, with `replay-name` between region and resources (docs/facts/c.md#c16). */
export const replayed = ({ resources, detail, ...head }: BusEvent, replayName: string): BusEvent => ({
  ...head,
  'replay-name': replayName,
  resources,
  detail,
});

/** Epoch milliseconds as the text of an event's `time`. */
export const wholeSeconds = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');

/** The size that counts against the limit of PutEvents, in bytes (docs/facts/c.md#c24). */
export function entryBytes(entry: {
  readonly source: string;
  readonly detailType: string;
  readonly detailText: string;
  readonly resources?: readonly string[];
  readonly time?: number;
}): number {
  const texts = [entry.source, entry.detailType, entry.detailText, ...(entry.resources ?? [])];
  const timeBytes = entry.time === undefined ? 0 : 14;
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), timeBytes);
}
