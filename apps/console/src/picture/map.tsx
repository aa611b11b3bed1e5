import { useLive, useStack } from '../context.ts';
import type { Pulse, Station } from '../protocol.ts';
import { DotLayer } from './dot-layer.tsx';
import { computeFigures, type Figure } from './figures.ts';
import { stationIcons } from './icons.tsx';
import { isUsual, type Layout, narrowLayout, pathOf, wideLayout } from './layout.ts';
import { useActiveWays } from './use-active-ways.ts';
import { useMedia } from './use-media.ts';

/**
 * The live stack. Dots are layered between paths and stations, so that they appear to leave one station and enter the
 * next.
 */
export function Map({ pulse }: { readonly pulse: Pulse }) {
  const layout = useMedia('(max-width: 760px)') ? narrowLayout : wideLayout;
  const { perSecond } = useLive();
  const figures = computeFigures(pulse, useStack().view, perSecond.value);
  const viewBox = `0 0 ${layout.width} ${layout.height}`;
  const stations = Object.keys(layout.stations) as Station[];
  return (
    <div class="map" style={{ aspectRatio: `${layout.width} / ${layout.height}` }}>
      <Ways layout={layout} viewBox={viewBox} isOff={(station) => figures[station].isOff === true} />
      <DotLayer layout={layout} />
      <svg viewBox={viewBox} class="stations" role="group" aria-label="Stations">
        {stations.map((station) => (
          <StationBox key={station} station={station} layout={layout} figure={figures[station]} />
        ))}
      </svg>
    </div>
  );
}

interface WaysProps {
  readonly layout: Layout;
  readonly viewBox: string;
  readonly isOff: (station: Station) => boolean;
}

function Ways({ layout, viewBox, isOff }: WaysProps) {
  const active = useActiveWays();
  return (
    <svg viewBox={viewBox} class="ways" aria-hidden="true">
      {layout.ways.map((way) => {
        const tone = active.get(`${way.from} ${way.to}`);
        if (!isUsual(way) && tone === undefined) return null;
        const kind = `${way.isBack ? 'way-back' : ''} ${isOff(way.to) ? 'way-off' : ''}`;
        return (
          <path
            key={`${way.from} ${way.to}`}
            d={pathOf(way.points)}
            class={`way ${kind} ${tone ? `way-active tone-${tone}` : ''}`}
          />
        );
      })}
    </svg>
  );
}

interface StationProps {
  readonly station: Station;
  readonly layout: Layout;
  readonly figure: Figure;
}

function StationBox({ station, layout, figure }: StationProps) {
  const { x, y } = layout.stations[station];
  const { width, height } = layout.box;
  const { name, href, value, unit, notes, alert, isOff } = figure;
  const label = `${name}: ${[`${value} ${unit}`, ...notes.map(({ text }) => text)].join(', ')}`;
  return (
    <a
      href={href}
      aria-label={label}
      class={`station ${alert ? `station-${alert}` : ''} ${isOff ? 'station-off' : ''}`}
    >
      <g transform={`translate(${x - width / 2} ${y - height / 2})`}>
        <rect class="station-box" width={width} height={height} rx="14" />
        <g transform="translate(14 13)" class="station-icon">
          {stationIcons[station]}
        </g>
        <text x="38" y="26" class="station-name">
          {name}
        </text>
        <text x="14" y="56" class="station-value">
          {value}
          <tspan class="station-unit" dx="5">
            {unit}
          </tspan>
        </text>
        <text x="14" y={height - 14} class="station-note">
          {notes.slice(0, 2).map(({ text, tone }, i) => (
            <tspan key={text} class={tone ? `tone-${tone}` : ''}>
              {i > 0 ? ` · ${text}` : text}
            </tspan>
          ))}
        </text>
      </g>
    </a>
  );
}
