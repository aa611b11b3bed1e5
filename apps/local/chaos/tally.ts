/** What was observed during a run. */
export interface Traces {
  /** Ids of accepted jobs (202), ordered by job number, from 1. */
  readonly accepted: readonly string[];
  /** The status of each job in the table, by id. */
  readonly items: Readonly<Record<string, string>>;
  /** Each item that was stored, as `id status`, in order. */
  readonly stored: readonly string[];
  /** Events in order: `sent id status`, then `read id status`, the status that a read returned at that moment. */
  readonly events: readonly string[];
  /** A job's number for each time that its code started. */
  readonly starts: readonly string[];
}

export interface Tally {
  readonly accepted: number;
  /** Number of jobs with each final status. */
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Ids of accepted jobs without a final status. */
  readonly lost: readonly string[];
  /** Ids of jobs for which something was stored after their final status. */
  readonly changed: readonly string[];
  /** Ids of jobs whose own code was started more than once. */
  readonly twice: readonly string[];
}

export const isFinal = (status: string | undefined) =>
  status === 'Success' || status === 'Failure' || status === 'Cancelled';

/** Counts how the jobs ended. */
export function tally({ accepted, items, stored, starts }: Traces): Tally {
  const ended = (status: string) => accepted.filter((id) => items[id] === status).length;
  return {
    accepted: accepted.length,
    succeeded: ended('Success'),
    failed: ended('Failure'),
    cancelled: ended('Cancelled'),
    lost: accepted.filter((id) => !isFinal(items[id])),
    changed: changedAfterEnd(stored, items),
    twice: repeated(starts).map((number) => accepted[Number(number) - 1] ?? `number ${number}`),
  };
}

function changedAfterEnd(stored: readonly string[], items: Traces['items']): string[] {
  const ends = new Map<string, string>();
  const changed = new Set<string>();
  for (const line of stored) {
    const [id = '', status] = line.split(' ');
    if (ends.has(id)) changed.add(id);
    else if (status !== undefined && isFinal(status)) ends.set(id, status);
  }
  for (const [id, end] of ends) if (items[id] !== end) changed.add(id);
  return [...changed];
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) found.add(value);
    seen.add(value);
  }
  return [...found];
}
