import type { ComponentChildren } from 'preact';
import type { Station } from '../protocol.ts';

const icon = (...paths: readonly string[]): ComponentChildren => paths.map((d) => <path key={d} d={d} />);

/** 16×16 line icons. */
export const stationIcons: Readonly<Record<Station, ComponentChildren>> = {
  gateway: icon('M3 14V6a5 5 0 0 1 10 0v8', 'M1 14h14', 'M8 9v5'),
  queue: icon('M2 3h12', 'M2 8h12', 'M2 13h7'),
  processor: icon('M9 1 3 9h5l-1 6 6-8H8z'),
  table: icon('M2 3h12v10H2z', 'M2 7h12', 'M7 7v6'),
  'error-handler': icon('M8 2 1.5 13.5h13z', 'M8 6.5v3', 'M8 11.6v.1'),
  bus: icon('M1 8h14', 'M4 8V3', 'M12 8V3', 'M8 8v5'),
  archive: icon('M1.5 3h13v3h-13z', 'M3 6v7.5h10V6', 'M6.5 9h3'),
  'dead-letters': icon('M1.5 3.5h13v9h-13z', 'm1.5 4 6.5 5 6.5-5'),
  events: icon(
    'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
    'M3.5 3.5a6.4 6.4 0 0 0 0 9',
    'M12.5 3.5a6.4 6.4 0 0 1 0 9',
  ),
};
