import { describe, expect, it } from 'vitest';
import { type Layout, narrowLayout, pointAt, wideLayout } from './layout.ts';

describe.each([
  ['wide', wideLayout],
  ['narrow', narrowLayout],
])('the %s picture', (_name, { width, height, box, stations, ways }: Layout) => {
  it('fits all stations without overlap', () => {
    const places = Object.values(stations);
    for (const { x, y } of places) {
      expect(x).toBeGreaterThan(box.width / 2);
      expect(y).toBeGreaterThan(box.height / 2);
      expect(x + box.width / 2).toBeLessThan(width);
      expect(y + box.height / 2).toBeLessThan(height);
      const near = places.filter((each) => Math.abs(each.x - x) < box.width && Math.abs(each.y - y) < box.height);
      expect(near).toEqual([{ x, y }]);
    }
  });

  it('has paths that start and end at their stations and stay inside', () => {
    for (const { from, to, points } of ways) {
      expect(pointAt(points, 0)).toEqual(stations[from]);
      expect(pointAt(points, 1)).toEqual(stations[to]);
      for (let share = 0; share <= 1; share += 0.1) {
        const { x, y } = pointAt(points, share);
        expect(x >= 0 && x <= width && y >= 0 && y <= height, `${from} ${to}: ${x} ${y}`).toBe(true);
      }
    }
  });
});
