import type { Traces } from './tally.ts';

export interface EventTally {
  /** Jobs with an event for their final status. */
  readonly told: number;
  /** Ids of jobs that have a final status, and no event of it. */
  readonly untold: readonly string[];
  /** Ids of jobs with an event of another status than their own. */
  readonly wrong: readonly string[];
  /** Ids of jobs whose status could not be read when their event was sent. */
  readonly early: readonly string[];
  /** Events of a job that had one before. */
  readonly repeated: number;
}

/** Compares the events that were sent with how the jobs ended. */
export function tallyEvents({ items, events }: Pick<Traces, 'items' | 'events'>): EventTally {
  const lines = events.map((line) => line.split(' ') as [what: string, id: string, status: string]);
  const idsOf = (kind: string, isOne: (id: string, status: string) => boolean) =>
    lines.filter(([what, id, status]) => what === kind && isOne(id, status)).map(([, id]) => id);
  const sent = idsOf('sent', () => true);
  const told = new Set(idsOf('sent', (id, status) => items[id] === status));
  return {
    told: told.size,
    untold: Object.keys(items).filter((id) => !told.has(id)),
    wrong: idsOf('sent', (id, status) => items[id] !== status),
    early: idsOf('read', (id, status) => items[id] !== status),
    repeated: sent.length - new Set(sent).size,
  };
}
