import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { Fault } from '../../stack/faults/fault.ts';
import { defaultStateFolder } from '../state-folder.ts';
import { callFaults, type RunningStack } from './faults-client.ts';

const help = `Makes things go wrong in the stack that npm start runs.

Usage: npm run faults -- TARGET FAULT [--times N] [--probability P] [--seed N]
       npm run faults -- list
       npm run faults -- clear

A function (processor, error-handler):
  throw        its attempts end with an error
  timeout      its attempts end as if its time were over
  exit         its attempts end as if its process had exited
  throttle     its events wait, no attempt is consumed
  twice        events that it accepts are delivered twice
table:
  throttle     calls are refused with ProvisionedThroughputExceededException
  down         calls fail with InternalServerError
bus:
  refuse       events of destinations are not taken
pipe:
  refuse       the bus refuses the events that pipes make, and the pipes try again

  --times N        happen N times (default: until cleared)
  --probability P  happen in this share of cases, over 0 to 1 (default: 1)
  --seed N         make the same choices each time (default: random, shown by list)
  --state DIR      where the running stack's stack.json is (default: .local)
  --help           show this text

The AWS SDK tries a refused call of a table again, up to three times: let it happen more often than that to see a job fail.
`;

/**
 * Runs the command line; gives what to print.
 * @throws LocalRunError that says what is wrong with it, or that no stack runs
 */
export async function faultsCommand(args: readonly string[]): Promise<string> {
  const { values, positionals } = parse(args);
  const [target, kind, ...others] = positionals;
  if (values.help) return help;
  const stack = readStack(values.state);
  if (target === 'list' && kind === undefined) return describeAll(await callFaults(stack, 'GET'));
  if (target === 'clear' && kind === undefined) return describeAll(await callFaults(stack, 'DELETE'));
  if (target === undefined || kind === undefined || others.length > 0) throw misused('Name a target and a fault.');
  const request = {
    target,
    kind,
    times: toNumber('times', values.times),
    probability: toNumber('probability', values.probability),
    seed: toNumber('seed', values.seed),
  };
  return describeAll([await callFaults(stack, 'POST', JSON.stringify(request))]);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        times: text,
        probability: text,
        seed: text,
        state: { type: 'string', default: defaultStateFolder },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    throw misused(cause instanceof Error ? cause.message : String(cause));
  }
}

const misused = (reason: string) => new LocalRunError(`${reason}\nSee: npm run faults -- --help`);

function toNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw misused(`--${name} must be a number, and is '${text}'.`);
  return number;
}

function readStack(folder: string): RunningStack {
  try {
    return JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as RunningStack;
  } catch (cause) {
    throw new LocalRunError(
      `No stack runs here: ${join(folder, 'stack.json')} is not there. Start one with npm start.`,
      {
        cause,
      },
    );
  }
}

function describeAll(answer: unknown): string {
  const faults = answer as readonly Fault[];
  return faults.length === 0 ? 'No faults are set.\n' : faults.map((fault) => `${describe(fault)}\n`).join('');
}

function describe({ target, kind, left, probability, seed, happened }: Fault): string {
  const parts = [
    left === undefined ? 'until cleared' : `${left} more ${left === 1 ? 'time' : 'times'}`,
    probability < 1 ? `in ${+(probability * 100).toFixed(3)} % of cases (seed ${seed})` : '',
    `happened ${happened} ${happened === 1 ? 'time' : 'times'}`,
  ];
  return `${target} ${kind}: ${parts.filter((part) => part !== '').join(', ')}`;
}
