import type { ChaosResult } from './chaos.ts';
import type { ChaosOptions } from './options.ts';
import type { EventTally } from './tally-events.ts';

const maxNamed = 10;

/** The result as a Markdown table, followed by the jobs that went wrong. */
export function report({ jobs, faults, seed }: ChaosOptions, result: ChaosResult): string {
  const { accepted, succeeded, failed, cancelled, archived, replays, kills, events, memory, seconds } = result;
  const { lost, changed, twice } = result;
  const rows: (readonly [what: string, value: string])[] = [
    ['jobs, kills, faults, seed', `${jobs}, ${kills}, ${faults * 100}%, ${seed}`],
    ['accepted', String(accepted)],
    [
      'with a final status',
      `${succeeded + failed + cancelled} (${succeeded} Success, ${failed} Failure, ${cancelled} Cancelled)`,
    ],
    ['lost', String(lost.length)],
    ['changed after the final status', String(changed.length)],
    ['run twice', String(twice.length)],
    ...(events ? eventRows(events) : []),
    ['in the archive', String(archived)],
    ['replays of the archive', String(replays)],
    ['heap after each tenth, MB', memory.map(({ heapMb }) => heapMb.toFixed(0)).join(', ')],
    ['memory of the process after each tenth, MB', memory.map(({ rssMb }) => rssMb.toFixed(0)).join(', ')],
    ['time', `${seconds.toFixed(0)} s`],
  ];
  const wrong = Object.entries({
    lost,
    'changed after the final status': changed,
    'run twice': twice,
    ...(events && { 'without an event': events.missing, 'wrong events': events.wrong, 'early events': events.early }),
  });
  const named = wrong
    .filter(([, ids]) => ids.length > 0)
    .map(([what, ids]) => `${what}: ${ids.slice(0, maxNamed).join(', ')}${ids.length > maxNamed ? ', …' : ''}\n`);
  return `| | |\n| --- | --- |\n${rows.map(([what, value]) => `| ${what} | ${value} |\n`).join('')}${named.join('')}`;
}

const eventRows = ({ reported, missing, wrong, early, repeated }: EventTally): [what: string, value: string][] => [
  ['with an event for the final status', String(reported)],
  ['without an event', String(missing.length)],
  ['events with the wrong status', String(wrong.length)],
  ['events sent before the final status was readable', String(early.length)],
  ['repeated events', String(repeated)],
];
