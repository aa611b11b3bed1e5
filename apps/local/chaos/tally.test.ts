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
  it('finds nothing where each job ended once', () => {
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
    ['still runs', { a: 'Success', b: 'Running' }],
  ])('finds a job lost that %s', (_what, items) => {
    expect(tally({ ...clean, items }).lost).toEqual(['b']);
  });

  it.each([
    ['another end', ['a Success', 'a Failure'], clean.items],
    ['the same end again', ['a Success', 'a Success'], clean.items],
    ['a claim', ['a Success', 'a Running'], clean.items],
    ['an end that nobody saw', ['a Success'], { ...clean.items, a: 'Failure' }],
    ['nothing, because it is gone', ['a Success'], { b: 'Failure' }],
  ])('finds a job changed after its end by %s', (_what, stored, items) => {
    expect(tally({ ...clean, stored, items }).changed).toEqual(['a']);
  });

  it('finds work that was done twice', () => {
    expect(tally({ ...clean, starts: ['1', '2', '2', '2'] }).twice).toEqual(['b']);
  });
});

describe('the tally of events', () => {
  it('finds nothing where each end was told once', () => {
    expect(tallyEvents(clean)).toEqual({ told: 2, untold: [], wrong: [], early: [], repeated: 0 });
  });

  it.each([
    ['an event that is missing', clean.events.slice(2), { told: 1, untold: ['a'] }],
    ['an event of another end', ['sent a Failure', ...clean.events], { told: 2, wrong: ['a'], repeated: 1 }],
    ['an event that came too early', [...clean.events, 'read b Running'], { early: ['b'] }],
    ['a repeated event', [...clean.events, 'sent b Failure'], { told: 2, repeated: 1 }],
  ])('finds %s', (_what, events, found) => {
    expect(tallyEvents({ ...clean, events })).toMatchObject(found);
  });
});
