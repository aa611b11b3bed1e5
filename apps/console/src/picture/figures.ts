import type { Pulse, StackView, Station } from '../protocol.ts';
import { count, plural, rate } from '../ui/format.ts';

/** The content of a station. */
export interface Figure {
  readonly name: string;
  /** Where its link leads. */
  readonly href: string;
  readonly value: string;
  readonly unit: string;
  readonly notes: readonly { readonly text: string; readonly tone?: 'good' | 'warning' | 'bad' }[];
  /** Set when someone needs to act there. */
  readonly alert?: 'warning' | 'bad';
  /** Not in this stage. */
  readonly isOff?: boolean;
}

export type Figures = Readonly<Record<Station, Figure>>;

/** @param perSecond accepted jobs per second */
export function computeFigures(pulse: Pulse, stack: StackView, perSecond: number): Figures {
  const { now, totals } = pulse;
  const some = (value: number, text: string, tone?: 'good' | 'warning' | 'bad') =>
    value > 0 ? [{ text: `${count(value)} ${text}`, ...(tone && { tone }) }] : [];
  const toReplay = notReplayed(pulse);
  return {
    gateway: {
      name: 'API Gateway',
      href: '#/stack?view=access-log',
      value: rate(perSecond),
      unit: 'jobs/s',
      notes: [{ text: `${count(totals.accepted)} accepted` }, ...some(totals.refused, 'rejected', 'warning')],
    },
    queue: {
      name: 'Queue',
      href: '#/jobs',
      value: count(now.queued),
      unit: 'queued',
      notes: [...some(totals.retried, 'retried', 'warning'), ...some(totals.throttled, 'throttled', 'warning')],
    },
    processor: {
      name: 'Processor',
      href: '#/jobs?status=Running',
      value: count(now.running),
      unit: now.reserved === undefined ? 'running' : `of ${count(now.reserved)} busy`,
      notes: [{ text: `${count(totals.started)} started` }],
    },
    table: {
      name: 'Table',
      href: '#/jobs',
      value: count(now.stored),
      unit: 'stored',
      notes: [
        ...some(totals.succeeded, 'done', 'good'),
        ...some(totals.failed, 'failed', 'bad'),
        ...some(totals.cancelled, 'cancelled'),
      ],
    },
    'error-handler': {
      name: 'Error handler',
      href: '#/jobs?status=Failure',
      value: count(totals.failed),
      unit: 'failed',
      notes: [{ text: 'records the reason' }],
    },
    bus: {
      name: 'Failure bus',
      href: '#/failures',
      value: count(totals.replayed),
      unit: 'replayed',
      notes: [{ text: 'unrecorded failures' }],
    },
    archive: {
      name: 'Archive',
      href: '#/failures',
      value: count(now.archived),
      unit: 'archived',
      notes: [{ text: now.archived === 0 ? 'nothing to replay' : toReplay > 0 ? 'ready to replay' : 'all replayed' }],
      ...(toReplay > 0 && { alert: 'warning' }),
    },
    'dead-letters': {
      name: 'Dead letters',
      href: '#/failures',
      value: count(now.deadLettered),
      unit: now.deadLettered === 1 ? 'message' : 'messages',
      notes: [],
      ...(now.deadLettered > 0 && { alert: 'bad' }),
    },
    events: {
      name: 'Events',
      href: '#/stack',
      value: stack.hasEvents ? count(totals.eventsSent) : '–',
      unit: stack.hasEvents ? 'sent' : '',
      notes: stack.hasEvents ? [] : [{ text: 'off in this stage' }],
      isOff: !stack.hasEvents,
    },
  };
}

/** Archived events that have not been replayed; replayed events stay in the archive. */
export const notReplayed = ({ now, totals }: Pulse): number => Math.max(0, now.archived - totals.replayed);

/** The picture in a sentence, for screen readers. */
export function summaryOf({ now, totals }: Pulse): string {
  const parts = [
    `${plural(totals.accepted, 'job')} accepted`,
    `${count(now.queued)} queued`,
    `${count(now.running)} running`,
    `${count(totals.succeeded)} succeeded`,
    `${count(totals.failed)} failed`,
    ...(now.archived > 0 ? [`${count(now.archived)} archived`] : []),
    ...(now.deadLettered > 0 ? [`${count(now.deadLettered)} in the dead-letter queue`] : []),
  ];
  return `${parts.join(', ')}.`;
}
