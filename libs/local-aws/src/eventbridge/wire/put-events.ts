import { type JsonObject, nestsDeeper, StorageError } from '../../kernel/index.ts';
import { EventBridgeError } from '../engine/errors.ts';
import { entryBytes } from '../engine/event.ts';
import type { EventBridge } from '../engine/event-bridge.ts';
import { optionalText, optionalTexts, optionalTime, requiredObjects, type WireInput } from './input.ts';

interface Entry {
  readonly source: string;
  readonly detailType: string;
  readonly detailText: string;
  readonly bus?: string;
  readonly resources?: readonly string[];
  readonly time?: number;
}

/** The limit of Jackson, the JSON parser that AWS uses. */
const maxLevels = 1000;

type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** PutEvents: a bad entry fails alone, a bad request as a whole (docs/facts/c.md#c21 to #c24). */
export async function putEvents(eventBridge: EventBridge, input: WireInput): Promise<object> {
  const entries = requiredObjects(input, 'Entries', { maximum: 10, show: showEntry }).map(readEntry);
  if (entries.reduce((sum, entry) => sum + entryBytes(entry), 0) > eventBridge.maxEntryBytes) {
    throw new EventBridgeError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const results: EntryResult[] = [];
  for (const entry of entries) results.push(await putEntry(eventBridge, entry));
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
}

async function putEntry(eventBridge: EventBridge, entry: Entry): Promise<EntryResult> {
  const missing = missingMember(entry);
  if (missing !== undefined) {
    const reason = `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage: reason };
  }
  if (entry.source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parseDetail(entry.detailText);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  try {
    const { eventId } = await eventBridge.putEvent({ ...entry, detail });
    return { EventId: eventId };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
    return { ErrorCode: 'InternalFailure', ErrorMessage: 'Unexpected error.' };
  }
}

function readEntry(input: WireInput): Entry {
  const bus = optionalText(input, 'EventBusName');
  const resources = optionalTexts(input, 'Resources');
  const time = optionalTime(input, 'Time');
  return {
    source: optionalText(input, 'Source') ?? '',
    detailType: optionalText(input, 'DetailType') ?? '',
    detailText: optionalText(input, 'Detail') ?? '',
    ...(bus !== undefined && { bus }),
    ...(resources && { resources }),
    ...(time !== undefined && { time }),
  };
}

function missingMember({ source, detailType, detailText }: Entry): string | undefined {
  if (source === '') return 'Source';
  if (detailType === '') return 'DetailType';
  return detailText === '' ? 'Detail' : undefined;
}

function parseDetail(text: string): JsonObject | undefined {
  let detail: unknown;
  try {
    detail = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return undefined;
  return nestsDeeper(detail, maxLevels) ? undefined : (detail as JsonObject);
}

/** An entry as shown in an error message (docs/facts/c.md#c23). */
function showEntry(entry: WireInput): string {
  const members = ['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName', 'TraceHeader'];
  const shown = members.map((name) => {
    const value = entry[name] ?? null;
    return `${name.charAt(0).toLowerCase()}${name.slice(1)}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return `PutEventsRequestEntry(${shown.join(', ')})`;
}
