import { describe, expect, it } from 'vitest';
import type { Move } from '../protocol.ts';
import { createDots, maxDotsPerWay, travelMs } from './dots.ts';
import { wideLayout } from './layout.ts';

const accepted = (count: number): Move => ({ from: 'gateway', to: 'queue', tone: 'neutral', count });
const create = () => createDots(wideLayout, () => 0);

describe('dots', () => {
  it('travel from one station to the next and disappear on arrival', () => {
    const dots = create();
    dots.add([accepted(1)], 0);
    const { gateway, queue } = wideLayout.stations;
    expect(dots.draw(0)).toMatchObject([{ ...gateway, tone: 'neutral' }]);
    const [middle] = dots.draw(travelMs / 2);
    expect(middle?.x).toBeCloseTo((gateway.x + queue.x) / 2);
    expect(dots.draw(travelMs)).toEqual([]);
    expect(dots.size).toBe(0);
  });

  it('follow each other when a pulse reports several paths at once', () => {
    const dots = create();
    dots.add([accepted(1), { from: 'queue', to: 'processor', tone: 'neutral', count: 1 }], 0);
    expect(dots.draw(travelMs / 2)).toHaveLength(1);
    expect(dots.draw(travelMs * 1.5).map(({ y }) => y)).toEqual([wideLayout.stations.queue.y]);
  });

  it('are few and large for many jobs, at 1,000 per second on each path', () => {
    const dots = create();
    const moves = wideLayout.ways.map(({ from, to }): Move => ({ from, to, tone: 'good', count: 200 }));
    for (let now = 0; now <= 10_000; now += 200) {
      dots.add(moves, now);
      expect(dots.draw(now).length).toBeLessThanOrEqual(maxDotsPerWay * wideLayout.ways.length);
    }
    const drawn = dots.draw(10_100);
    expect(Math.min(...drawn.map(({ radius }) => radius))).toBeGreaterThan(6);
    expect(Math.max(...drawn.map(({ radius }) => radius))).toBeLessThanOrEqual(9);
    // On each path.
    expect(drawn.length).toBeGreaterThan(20 * wideLayout.ways.length);
  });

  it('are not created for an unknown path', () => {
    const dots = create();
    dots.add([{ from: 'events', to: 'gateway', tone: 'bad', count: 1 }], 0);
    expect(dots.size).toBe(0);
  });
});
