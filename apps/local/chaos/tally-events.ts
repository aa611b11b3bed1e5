import type { Traces } from './tally.ts';

export interface EventTally {
  /** Jobs with an event for their final status. */
  readonly reported: number;
  /** Ids of jobs without an event for their status. */
  readonly missing: readonly string[];
  /** Ids of jobs with an event for a status other than their own. */
  readonly wrong: readonly string[];
  /** Ids of jobs whose status could not be read when their event was sent. */
  readonly early: readonly string[];
  /** Number of events beyond the first of each job. */
  readonly repeated: number;
}

/** Compares the events sent with the final statuses. */
export function tallyEvents({ items, events }: Pick<Traces, 'items' | 'events'>): EventTally {
  const lines = events.map((line) => line.split(' ') as [what: string, id: string, status: string]);
  const idsOf = (kind: string, isOne: (id: string, status: string) => boolean) =>
    lines.filter(([what, id, status]) => what === kind && isOne(id, status)).map(([, id]) => id);
  const sent = idsOf('sent', () => true);
  const reported = new Set(idsOf('sent', (id, status) => items[id] === status));
  return {
    reported: reported.size,
    missing: Object.keys(items).filter((id) => !reported.has(id)),
    wrong: idsOf('sent', (id, status) => items[id] !== status),
    early: idsOf('read', (id, status) => items[id] !== status),
    repeated: sent.length - new Set(sent).size,
  };
}
