import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { compileInputTemplate, compilePath, type PipeNames } from './input-template.ts';
import { type EntryContext, EntryError, type PipeEntry } from './pipe-definition.ts';
import { asJson, type StreamEvent } from './source.ts';

/** How to build an event from a record (docs/facts/j.md#j10). */
export interface BusParameters {
  /** A text, or a JSON path into the record. */
  readonly detailType: string;
  /** A text, or a JSON path into the record. */
  readonly source: string;
  readonly resources: readonly string[];
  /** A JSON path into the record. */
  readonly time?: string;
  /** @default the detail is the record */
  readonly inputTemplate?: string;
}

const sourcePattern = /^[/.\-\w]+$/;

/** @throws InvalidTemplateError */
export function compileBusEntry(
  parameters: BusParameters,
  pipe: PipeNames,
): (record: StreamEvent, context: EntryContext) => PipeEntry {
  const detailType = compileText('DetailType', parameters.detailType);
  const source = compileText('Source', parameters.source);
  const resources = parameters.resources.map((each) => compileText('Resources', each));
  const time = parameters.time === undefined ? undefined : compilePath(parameters.time);
  const { inputTemplate } = parameters;
  const input = inputTemplate === undefined ? undefined : compileInputTemplate(inputTemplate, pipe);
  return (record, context) => ({
    source: checkSource(source(record)),
    detailType: checkDetailType(detailType(record)),
    detail: input ? parseDetail(input(record, context)) : asJson(record),
    ...(resources.length > 0 && { resources: resources.map((each) => each(record)) }),
    ...(time && { time: timeOf(time(record)) }),
  });
}

/** A parameter is either a path as a whole or a constant. */
function compileText(name: string, text: string): (record: StreamEvent) => string {
  if (!text.startsWith('$')) return () => text;
  const path = compilePath(text);
  return (record) => {
    const value = path(record);
    if (typeof value === 'string' && value !== '') return value;
    throw new EntryError(`${name} is ${text}, which is not a non-empty string in the record`);
  };
}

function checkSource(source: string): string {
  if (sourcePattern.test(source) && !source.startsWith('aws.')) return source;
  throw new EntryError(`'${source}' is not a valid event source`);
}

function checkDetailType(detailType: string): string {
  if (detailType.length <= 128) return detailType;
  throw new EntryError('DetailType has more than 128 characters');
}

function parseDetail(text: string): JsonObject {
  let detail: JsonValue | undefined;
  try {
    detail = JSON.parse(text) as JsonValue;
  } catch {
    // It is not JSON, so it is not an object either.
  }
  if (isJsonObject(detail)) return detail;
  throw new EntryError('the input template does not produce a JSON object');
}

/** Parses epoch seconds, as used in the stream, or a time as text. */
function timeOf(value: JsonValue | undefined): number {
  const time = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isFinite(time)) return time;
  throw new EntryError('Time is not a valid time in the record');
}
