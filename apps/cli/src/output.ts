import { styleText } from 'node:util';
import type { Job, ListedJob } from '@jobs/client-sdk';

/** Somewhere to print to: a terminal, a pipe, a test. */
export interface Stream {
  write(text: string): unknown;
  /** Present on terminals; knows NO_COLOR and FORCE_COLOR. */
  hasColors?(): boolean;
  /** Whether it is a terminal, whose lines can be overwritten, and its width. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Style = Parameters<typeof styleText>[0];

const statusStyles = {
  Pending: 'yellow',
  Running: 'cyan',
  Success: 'green',
  Failure: 'red',
  Cancelled: 'magenta',
} as const;

/** Uses colours only where someone sees them. */
export const paint = (stream: Stream, style: Style, text: string): string =>
  stream.hasColors?.() ? styleText(style, text, { validateStream: false }) : text;

/** The service can be newer than this command, and return other statuses. */
const styleOf = (status: string): Style =>
  Object.hasOwn(statusStyles, status) ? statusStyles[status as keyof typeof statusStyles] : 'bold';

export const paintStatus = (stream: Stream, { status }: Pick<Job, 'status'>): string =>
  paint(stream, styleOf(status), printable(status));

/** A job for people: its status and id, with its other properties below. */
export function describeJob(stream: Stream, job: Job): string {
  const details = Object.entries(job).filter(([name]) => name !== 'id' && name !== 'status');
  const lines = details.map(([name, value]) => `  ${printable(name).padEnd(10)}  ${textOf(value)}`);
  return [`${paintStatus(stream, job)}  ${printable(job.id)}`, ...lines, ''].join('\n');
}

/** A listed job on one line. */
export const describeListedJob = (stream: Stream, job: ListedJob): string =>
  `${printable(job.createdAt)}  ${paintStatus(stream, job)}${' '.repeat(Math.max(0, maxStatusLength - job.status.length))}  ${printable(job.id)}\n`;

const maxStatusLength = Math.max(...Object.keys(statusStyles).map((status) => status.length));

const textOf = (value: unknown) => printable(typeof value === 'string' ? value : JSON.stringify(value));

export const printJson = (stream: Stream, value: unknown) => stream.write(`${printable(JSON.stringify(value))}\n`);

/**
 * Makes untrusted text safe for a terminal: control characters, and those that change the text direction, are escaped
 * as in JSON. Line breaks stay.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
