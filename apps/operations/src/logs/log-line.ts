import { paint, type Stream } from '../operation/terminal.ts';

/** One event of a log group. */
export interface LogLine {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly source: string;
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A line for people: time, source and text. */
export function describeLine({ time, source, message }: LogLine, stream: Stream): string {
  const text = describeMessage(parse(message) ?? message.trimEnd());
  const line = `${new Date(time).toISOString()}  ${source.padEnd(13)}  ${text}`;
  return /^(?:ERROR|FATAL|5\d\d) /.test(text) ? paint(stream, 'red', line) : line;
}

function describeMessage(message: Fields | string): string {
  if (typeof message === 'string') return message;
  if ('httpMethod' in message) return describeAccess(message);
  if ('type' in message && 'record' in message) {
    return [message.type, JSON.stringify(message.record)].map(textOf).join(' ');
  }
  // The log of a pipe uses its own names
  // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs-schema.html).
  const { logLevel = '', messageType = '', level = logLevel, message: text = messageType, ...rest } = message;
  const fields = Object.entries(rest).filter(([name]) => name !== 'timestamp');
  const details = fields.length > 0 ? JSON.stringify(Object.fromEntries(fields)) : '';
  return [level, text, details].map(textOf).filter(Boolean).join(' ');
}

/** A line of the API's access log. */
function describeAccess({ status, httpMethod, path, ip, requestId }: Fields): string {
  return [status, httpMethod, path, 'from', ip, requestId].map(textOf).join(' ');
}

function parse(message: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
