import { parseArgs } from 'node:util';

export interface ChaosOptions {
  readonly jobs: number;
  readonly kills: number;
  readonly seed: number;
  /** The probability of a fault wherever one can occur, 0 to 1. */
  readonly faults: number;
  /** Whether the stage has `completionEvents`. */
  readonly events: boolean;
}

export const usage = `Submits jobs to the local run while injecting faults and killing it, and counts how they end.

  npx nx chaos local [--jobs=2000] [--kills=10] [--faults=0.1] [--seed=1] [--no-events]

  --jobs    number of jobs to submit
  --kills   how often to kill the local run (kill -9) and restart it with its stored data
  --faults  probability of a fault wherever one can occur, 0 to 1. Functions throw, exit, time out, are throttled
            or receive an event twice; the table throttles or is down; the bus rejects the events of ended jobs
  --seed    seed of the faults and kills: the same seed gives the same faults, and kills after the same number of jobs
  --no-events  without completionEvents

The exit code is 1 if a job was lost, changed after its final status, or run twice; or if an event was lost, wrong, or
sent before its job's status was readable.
`;

/**
 * @returns undefined when help is asked for
 * @throws TypeError that names the invalid option
 */
export function readOptions(args: readonly string[]): ChaosOptions | undefined {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      jobs: number('2000'),
      kills: number('10'),
      faults: number('0.1'),
      seed: number('1'),
      events: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  return {
    jobs: wholeNumber('jobs', values.jobs, 1),
    kills: wholeNumber('kills', values.kills, 0),
    seed: wholeNumber('seed', values.seed, 0),
    faults: probability('faults', values.faults),
    events: values.events,
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`--${name} must be a whole number of at least ${least}, not '${text}'.`);
}

function probability(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && value >= 0 && value <= 1) return value;
  throw new TypeError(`--${name} must be a number from 0 to 1, not '${text}'.`);
}
