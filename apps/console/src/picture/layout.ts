import type { Station } from '../protocol.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A path between two stations, as a cubic Bézier curve. */
export interface Way {
  readonly from: Station;
  readonly to: Station;
  readonly points: readonly [Point, Point, Point, Point];
  /** The number of paths a job takes before this one; its dots leave later accordingly. */
  readonly rank: number;
  /** A backward path, such as a retry. */
  readonly isBack: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The size of a station. */
  readonly box: { readonly width: number; readonly height: number };
  /** The centres of the stations. */
  readonly stations: Readonly<Record<Station, Point>>;
  readonly ways: readonly Way[];
}

const ranks: readonly (readonly [from: Station, to: Station, rank: number])[] = [
  ['gateway', 'queue', 0],
  ['queue', 'processor', 1],
  ['processor', 'table', 2],
  ['processor', 'queue', 2],
  ['processor', 'error-handler', 2],
  ['processor', 'bus', 2],
  ['gateway', 'table', 0],
  ['error-handler', 'table', 3],
  ['error-handler', 'bus', 3],
  ['table', 'events', 3],
  ['table', 'dead-letters', 3],
  ['bus', 'archive', 4],
  ['bus', 'dead-letters', 4],
  ['archive', 'error-handler', 0],
];

/** Whether a path is always drawn; others appear with their first dot. */
export const isUsual = ({ from, to }: Way): boolean => !rare.has(`${from} ${to}`);
const rare = new Set(['processor bus', 'gateway table', 'table dead-letters']);

/** From left to right; failures go down. */
export const wideLayout = arrange({
  width: 1180,
  height: 480,
  box: { width: 172, height: 92 },
  stations: {
    gateway: { x: 106, y: 100 },
    queue: { x: 348, y: 100 },
    processor: { x: 590, y: 100 },
    table: { x: 832, y: 100 },
    events: { x: 1074, y: 100 },
    'error-handler': { x: 590, y: 264 },
    bus: { x: 832, y: 264 },
    archive: { x: 1074, y: 264 },
    'dead-letters': { x: 832, y: 418 },
  },
  bends: {
    'processor queue': -74,
    'archive error-handler': 96,
    'gateway table': -96,
    'table dead-letters': 130,
  },
});

/** From top to bottom; failures go to the right. */
export const narrowLayout = arrange({
  width: 358,
  height: 772,
  box: { width: 144, height: 92 },
  stations: {
    gateway: { x: 98, y: 58 },
    queue: { x: 98, y: 188 },
    processor: { x: 98, y: 318 },
    table: { x: 98, y: 448 },
    events: { x: 98, y: 578 },
    'error-handler': { x: 262, y: 318 },
    bus: { x: 262, y: 448 },
    archive: { x: 262, y: 578 },
    'dead-letters': { x: 262, y: 708 },
  },
  bends: {
    'processor queue': 86,
    'archive error-handler': -86,
    'gateway table': 86,
    'table dead-letters': 30,
    'bus dead-letters': -82,
  },
});

/** @param bends how far a path curves to the right of its direction, in picture units */
function arrange(
  plan: Omit<Layout, 'ways'> & { readonly bends: Readonly<Record<string, number | undefined>> },
): Layout {
  const { bends, ...rest } = plan;
  const ways = ranks.map(([from, to, rank]): Way => {
    const bend = bends[`${from} ${to}`] ?? 0;
    const isBack = `${from} ${to}` === 'processor queue' || from === 'archive';
    return { from, to, rank, isBack, points: curve(plan.stations[from], plan.stations[to], bend) };
  });
  return { ...rest, ways };
}

function curve(start: Point, end: Point, bend: number): Way['points'] {
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const side = { x: -(end.y - start.y) / length, y: (end.x - start.x) / length };
  const at = (share: number): Point => ({
    x: start.x + (end.x - start.x) * share - side.x * bend * (4 / 3),
    y: start.y + (end.y - start.y) * share - side.y * bend * (4 / 3),
  });
  return [start, at(1 / 4), at(3 / 4), end];
}

/** The point at a fraction of a path. */
export function pointAt([a, b, c, d]: Way['points'], share: number): Point {
  const rest = 1 - share;
  const of = (axis: 'x' | 'y') =>
    rest ** 3 * a[axis] + 3 * rest ** 2 * share * b[axis] + 3 * rest * share ** 2 * c[axis] + share ** 3 * d[axis];
  return { x: of('x'), y: of('y') };
}

export const pathOf = ([a, b, c, d]: Way['points']): string =>
  `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
