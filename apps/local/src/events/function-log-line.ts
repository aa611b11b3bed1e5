import { readMetrics } from './metrics-log-line.ts';

/** A line of a function's log, if Lambda's runtime or a structured logger wrote it. */
export interface FunctionLogLine {
  /** `hh:mm:ss.mmm`, UTC. */
  readonly time?: string;
  readonly level?: string;
  readonly message: string;
}

/**
 * Reads a line in Lambda's JSON format (docs/facts/f.md#f22), its text format (docs/facts/f.md#f19), or any other,
 * which becomes the message as a whole.
 */
export function readFunctionLogLine(line: string): FunctionLogLine {
  return fromJson(line) ?? fromText(line) ?? { message: line };
}

function fromJson(line: string): FunctionLogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  let entry: Readonly<Record<string, unknown>>;
  try {
    entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
  if ('_aws' in entry) return readMetrics(entry);
  if (!('message' in entry)) return undefined;
  const error = describeError(entry.error);
  const message = typeof entry.message === 'string' ? entry.message : describeMessage(entry.message);
  return {
    ...timeOf(entry.timestamp),
    ...(typeof entry.level === 'string' && { level: entry.level }),
    message: error === undefined ? message : `${message}: ${error}`,
  };
}

function fromText(line: string): FunctionLogLine | undefined {
  const [, timestamp, level = '', message = ''] = /^(\S+Z)\t[^\t]*\t([A-Z]+)\t([\s\S]*)$/.exec(line) ?? [];
  return timestamp === undefined ? undefined : { ...timeOf(timestamp), level, message };
}

const timeOf = (timestamp: unknown): { time?: string } =>
  typeof timestamp === 'string' && /^\d{4}-\d\d-\d\dT.{12}Z$/.test(timestamp) ? { time: timestamp.slice(11, -1) } : {};

/** The runtime logs errors as the message itself: `{errorType, errorMessage, stackTrace}`. */
const describeMessage = (message: unknown): string => describeError(message) ?? JSON.stringify(message);

function describeError(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, errorType = name, message, errorMessage = message } = error as Readonly<Record<string, unknown>>;
  if (typeof errorMessage !== 'string') return undefined;
  return typeof errorType === 'string' ? `${errorType}: ${errorMessage}` : errorMessage;
}
