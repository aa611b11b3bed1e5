import { describe, expect, it } from 'vitest';
import type { Pulse, StackView } from '../protocol.ts';
import { computeFigures, notReplayed, summaryOf } from './figures.ts';

const totals = {
  ...{ accepted: 12, refused: 1, started: 11, retried: 0, throttled: 2, succeeded: 8, failed: 1, cancelled: 0 },
  ...{ replayed: 0, eventsSent: 0 },
};
const now = { queued: 1, running: 2, reserved: 100, stored: 11, archived: 1, deadLettered: 0 };
const pulse: Pulse = { at: 0, now, totals, moves: [], jobs: [] };
const stack = { hasEvents: false } as StackView;

describe('the figures of the stations', () => {
  it('show queued, running and stored jobs, and problems', () => {
    const figures = computeFigures(pulse, stack, 4.25);
    expect(figures.gateway).toMatchObject({ value: '4.3', unit: 'jobs/s' });
    expect(figures.gateway.notes).toEqual([{ text: '12 accepted' }, { text: '1 rejected', tone: 'warning' }]);
    expect(figures.processor).toMatchObject({ value: '2', unit: 'of 100 busy' });
    expect(figures.table.notes).toEqual([
      { text: '8 done', tone: 'good' },
      { text: '1 failed', tone: 'bad' },
    ]);
    expect(figures.events).toMatchObject({ isOff: true });
    expect(figures['dead-letters']).not.toHaveProperty('alert');
  });

  it('draw attention to the archive until its events are replayed', () => {
    expect(computeFigures(pulse, stack, 0).archive).toMatchObject({ alert: 'warning' });
    const replayed = { ...pulse, totals: { ...totals, replayed: 1 } };
    expect(notReplayed(replayed)).toBe(0);
    expect(computeFigures(replayed, stack, 0).archive).not.toHaveProperty('alert');
  });

  it('are summarised in a sentence', () => {
    expect(summaryOf(pulse)).toBe('12 jobs accepted, 1 queued, 2 running, 8 succeeded, 1 failed, 1 archived.');
  });
});
