import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdjustableClock, type RelativeTime } from './clock.ts';

const hour = 3_600_000;

// `setImmediate` stays real: the clock uses it to yield to other work.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const realTime = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Operations on a clock. */
const actions = fc.array(
  fc.oneof(
    fc.record({ timer: fc.integer({ min: 0, max: 3 * hour }) }),
    fc.record({ advance: fc.integer({ min: 1, max: 2 * hour }) }),
    fc.record({ speed: fc.double({ min: 1, max: 60, noNaN: true }) }),
    fc.record({ real: fc.integer({ min: 1, max: 60_000 }) }),
  ),
  { maxLength: 30 },
);

describe('an adjustable clock', () => {
  it('never goes back, and fires each timer once, never early and at most a real millisecond late', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (all) => {
        const clock = new AdjustableClock();
        const timers: { dueAt: number; firedAt: number[] }[] = [];
        let last = clock.now();
        for (const action of all) {
          if ('timer' in action) {
            const timer = { dueAt: clock.now() + action.timer, firedAt: [] as number[] };
            timers.push(timer);
            clock.setTimer(action.timer, () => timer.firedAt.push(clock.now()));
          }
          if ('advance' in action) await clock.advance(action.advance);
          if ('speed' in action) clock.setSpeed(action.speed);
          if ('real' in action) await realTime(action.real);
          expect(clock.now()).toBeGreaterThanOrEqual(last);
          last = clock.now();
          const lateMs = 'advance' in action ? 0 : clock.relativeTime.speed + 1;
          for (const { dueAt, firedAt } of timers) {
            expect(firedAt.length).toBeLessThanOrEqual(1);
            if (dueAt <= last - lateMs) expect(firedAt).toHaveLength(1);
            for (const at of firedAt) expect(at).toBeGreaterThanOrEqual(dueAt);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('notifies its followers of each change so that they can derive its time', async () => {
    const clock = new AdjustableClock();
    let told: RelativeTime = clock.relativeTime;
    const unwatch = clock.watch((time) => (told = time));
    const followed = () => Math.floor(Date.now() * told.speed + told.offsetMs);
    await clock.advance(hour);
    expect(followed()).toBe(clock.now());
    clock.setSpeed(60);
    await realTime(1000);
    expect(followed()).toBe(clock.now());
    unwatch();
    clock.setSpeed(1);
    expect(told.speed).toBe(60);
  });

  it('continues from the present when its speed changes', async () => {
    const clock = new AdjustableClock(60);
    const startedAt = clock.now();
    await realTime(1000);
    expect(clock.now() - startedAt).toBe(60_000);
    clock.setSpeed(2);
    expect(clock.now() - startedAt).toBe(60_000);
    await realTime(1000);
    expect(clock.now() - startedAt).toBe(62_000);
  });

  it('fires waiting timers earlier when it speeds up, and later when it slows down', async () => {
    const clock = new AdjustableClock();
    const fired = vi.fn();
    clock.setTimer(60_000, fired);
    clock.setSpeed(60);
    await realTime(999);
    expect(fired).not.toHaveBeenCalled();
    await realTime(1);
    expect(fired).toHaveBeenCalledOnce();
    clock.setTimer(60_000, fired);
    clock.setSpeed(1);
    await realTime(59_999);
    expect(fired).toHaveBeenCalledOnce();
    await realTime(1);
    expect(fired).toHaveBeenCalledTimes(2);
  });

  it('waits longer than a Node timer can', async () => {
    const clock = new AdjustableClock();
    const fired = vi.fn();
    clock.setTimer(30 * 24 * hour, fired);
    await realTime(30 * 24 * hour - 1);
    expect(fired).not.toHaveBeenCalled();
    await realTime(1);
    expect(fired).toHaveBeenCalledOnce();
  });

  it('adds up all moves, concurrent or not', async () => {
    const clock = new AdjustableClock();
    const startedAt = clock.now();
    clock.setTimer(1000, () => undefined);
    await Promise.all([clock.advance(hour), clock.advance(hour)]);
    expect(clock.now() - startedAt).toBe(2 * hour);
  });
});
