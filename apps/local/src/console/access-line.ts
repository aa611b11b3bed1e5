import type { Request } from '@jobs/console/protocol';
import { truncateText } from './truncate-text.ts';

/** Reads a line of the access log; undefined for one in a format that is not JSON. */
export function readAccessLine(text: string, at: number): Request | undefined {
  const line = parse(text);
  if (!line) return undefined;
  const { httpMethod, path, status, userArn } = line;
  return {
    at,
    method: textOf(httpMethod),
    path: textOf(path),
    status: Number(status),
    ...(typeof userArn === 'string' && userArn !== '-' && { userArn }),
    line,
  };
}

/** The job that a request's path names; undefined for a submission or a list. */
export function jobIdOfRequest({ path }: Request): string | undefined {
  const [, segment] = /^\/[^/]+\/jobs\/([^/]+)/.exec(path) ?? [];
  if (segment === undefined) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not a valid job id.
    return undefined;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return undefined;
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [name, typeof value === 'string' ? truncateText(value) : value]),
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
