import { parseArgs } from 'node:util';

export interface ChaosOptions {
  readonly jobs: number;
  readonly kills: number;
  readonly seed: number;
  /** 0 to 1: how often something goes wrong, each time that it could. */
  readonly faults: number;
}

export const usage = `Drives jobs through faults and kills of the local run, and counts what became of them.

  npx nx chaos local [--jobs=2000] [--kills=10] [--faults=0.1] [--seed=1]

  --jobs    how many jobs are submitted
  --kills   how often the local run is killed (kill -9) and started again on what it has kept
  --faults  how often something goes wrong, each time that it could: 0 to 1. Functions throw, exit, take too long,
            are throttled or get an event twice; the table throttles or is down
  --seed    the same seed makes the same faults and kills after the same number of jobs

It ends with 1 if a job was lost, changed after its end, or worked on twice.
`;

/**
 * @returns undefined when help is wanted
 * @throws TypeError that says which option is wrong
 */
export function readOptions(args: readonly string[]): ChaosOptions | undefined {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      jobs: number('2000'),
      kills: number('10'),
      faults: number('0.1'),
      seed: number('1'),
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  return {
    jobs: wholeNumber('jobs', values.jobs, 1),
    kills: wholeNumber('kills', values.kills, 0),
    seed: wholeNumber('seed', values.seed, 0),
    faults: probability('faults', values.faults),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`--${name} must be a whole number from ${least}, and is '${text}'.`);
}

function probability(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && value >= 0 && value <= 1) return value;
  throw new TypeError(`--${name} must be a number from 0 to 1, and is '${text}'.`);
}
