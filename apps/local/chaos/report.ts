import type { ChaosResult } from './chaos.ts';
import type { ChaosOptions } from './options.ts';

const mostNamed = 10;

/** The result as a Markdown table, followed by the jobs that went wrong. */
export function report({ jobs, faults, seed }: ChaosOptions, result: ChaosResult): string {
  const { accepted, succeeded, failed, lost, changed, twice, archived, replays, kills, memory, seconds } = result;
  const rows: (readonly [what: string, value: string])[] = [
    ['jobs, kills, faults, seed', `${jobs}, ${kills}, ${faults * 100} %, ${seed}`],
    ['accepted', String(accepted)],
    ['with a final status', `${succeeded + failed} (${succeeded} Success, ${failed} Failure)`],
    ['lost', String(lost.length)],
    ['changed after the final status', String(changed.length)],
    ['run twice', String(twice.length)],
    ['in the archive', String(archived)],
    ['replays of the archive', String(replays)],
    ['heap after each tenth, MB', memory.map(({ heapMb }) => heapMb.toFixed(0)).join(', ')],
    ['memory of the process after each tenth, MB', memory.map(({ rssMb }) => rssMb.toFixed(0)).join(', ')],
    ['time', `${seconds.toFixed(0)} s`],
  ];
  const wrong = Object.entries({ lost, 'changed after the final status': changed, 'run twice': twice });
  const named = wrong
    .filter(([, ids]) => ids.length > 0)
    .map(([what, ids]) => `${what}: ${ids.slice(0, mostNamed).join(', ')}${ids.length > mostNamed ? ', …' : ''}\n`);
  return `| | |\n| --- | --- |\n${rows.map(([what, value]) => `| ${what} | ${value} |\n`).join('')}${named.join('')}`;
}
