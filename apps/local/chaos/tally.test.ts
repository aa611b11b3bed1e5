import { describe, expect, it } from 'vitest';
import { tally, type Traces } from './tally.ts';
import { tallyEvents } from './tally-events.ts';

const clean: Traces = {
  accepted: ['a', 'b'],
  items: { a: 'Success', b: 'Failure' },
  stored: ['a Running', 'b Running', 'a Success', 'b Failure'],
  starts: ['1', '2'],
  events: ['sent a Success', 'read a Success', 'sent b Failure', 'read b Failure'],
};

describe('the tally of a run', () => {
  it('reports nothing if each job ended once', () => {
    expect(tally(clean)).toEqual({
      accepted: 2,
      succeeded: 1,
      failed: 1,
      cancelled: 0,
      lost: [],
      changed: [],
      twice: [],
    });
  });

  it.each([
    ['never started', { a: 'Success' }],
    ['is still running', { a: 'Success', b: 'Running' }],
  ])('counts a job as lost that %s', (_what, items) => {
    expect(tally({ ...clean, items }).lost).toEqual(['b']);
  });

  it.each([
    ['a different final status', ['a Success', 'a Failure'], clean.items],
    ['the same final status again', ['a Success', 'a Success'], clean.items],
    ['a claim', ['a Success', 'a Running'], clean.items],
    ['a final status that was never reported', ['a Success'], { ...clean.items, a: 'Failure' }],
    ['deletion', ['a Success'], { b: 'Failure' }],
  ])('reports a job changed after its final status by %s', (_what, stored, items) => {
    expect(tally({ ...clean, stored, items }).changed).toEqual(['a']);
  });

  it('reports a job that ran twice', () => {
    expect(tally({ ...clean, starts: ['1', '2', '2', '2'] }).twice).toEqual(['b']);
  });
});

describe('the tally of events', () => {
  it('reports nothing if each final status has one event', () => {
    expect(tallyEvents(clean)).toEqual({ reported: 2, missing: [], wrong: [], early: [], repeated: 0 });
  });

  it.each([
    ['a missing event', clean.events.slice(2), { reported: 1, missing: ['a'] }],
    [
      'an event for a different status',
      ['sent a Failure', ...clean.events],
      { reported: 2, wrong: ['a'], repeated: 1 },
    ],
    ['an event that came too early', [...clean.events, 'read b Running'], { early: ['b'] }],
    ['a repeated event', [...clean.events, 'sent b Failure'], { reported: 2, repeated: 1 }],
  ])('finds %s', (_what, events, found) => {
    expect(tallyEvents({ ...clean, events })).toMatchObject(found);
  });
});
