import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalRunError } from '@jobs/local-aws/kernel';
import { maxClockSpeed } from './clock-speed.ts';
import { defaultStateFolder, workspace } from './state-folder.ts';
import type { OutputMode } from './terminal/output.ts';

export interface CommandLine {
  readonly port: number;
  readonly stageName: string;
  /** Stop after the self-check. */
  readonly once: boolean;
  /** Run the example of the contract as a first job. */
  readonly firstJob: boolean;
  readonly help: boolean;
  readonly output: OutputMode;
  /** The folder that keeps the stack's state between runs; absent: in memory. */
  readonly dataFolder?: string;
  /** Seconds of the stack's clock per real second. */
  readonly clockSpeed: number;
  /** Serve the console. */
  readonly console: boolean;
  /** The workspace whose build runs; absent with --assembly and --once. */
  readonly builtWorkspace?: string;
  /** The workspace whose sources are watched, if any. */
  readonly watchedWorkspace?: string;
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  /** The folder of `stack.json`, `aws-config` and the user's key. */
  readonly stateFolder: string;
}

const defaultPort = 4566;

export const help = `Runs the Jobs API on this machine: the synthesized CloudFormation template.

Usage: npm start -- [options]

  --port PORT    the port on 127.0.0.1; 0 picks a free port (default: JOBS_LOCAL_PORT or ${defaultPort})
  --stage STAGE  the deployment stage whose stack runs (default: dev)
  --once         stop after the first job; the exit code is 0 only if it succeeded
  --no-first-job do not run the contract's example as a first job
  --no-console   do not serve the console; implied by --once
  --no-watch     do not watch the sources; implied by --once and --assembly
  --assembly DIR the cloud assembly to run (default: apps/infra/cdk.out)
  --state DIR    the folder for stack.json, aws-config, the key of the local user, and values.json with the values of
                 secrets and parameters (default: .local)
  --data DIR     keep tables, archives and the queue in DIR for later runs, readable only by you (default: in memory)
  --clock-speed N  run the stack's clock N times as fast, 1 to ${maxClockSpeed}: queue, retries, ages, jobs, leases.
                 Credentials and signatures use real time, as clients do
  --json         print one JSON object per line (use npm run -s start to suppress npm's own output)
  --quiet        print only the address and problems
  --help         show this text

Environment: JOBS_LOCAL_PORT, AWS_REGION (default: eu-west-1), NO_COLOR
`;

/** @throws LocalRunError for an unknown option or an invalid value */
export function parseCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const { values } = parse(args);
  const clockSpeed = parseClockSpeed(values['clock-speed']);
  if (values.data !== undefined && clockSpeed !== 1) {
    throw new LocalRunError(
      '--data cannot be combined with --clock-speed: stored timestamps would lie in the future on the next run.',
    );
  }
  if (values.once && values['no-first-job']) {
    throw new LocalRunError('--once cannot be combined with --no-first-job: it stops after the first job.');
  }
  const console = !values['no-console'] && !values.once;
  if (console && values.stage === 'console') {
    throw new LocalRunError("The API of the stage 'console' has the same path as the console: add --no-console.");
  }
  if (values.json && values.quiet) throw new LocalRunError('--json cannot be combined with --quiet.');
  const isBuilt = !values.once && values.assembly === undefined && existsSync(join(workspace, 'nx.json'));
  return {
    port: parsePort(values.port ?? environment.JOBS_LOCAL_PORT),
    stageName: values.stage,
    once: values.once,
    firstJob: !values['no-first-job'],
    help: values.help,
    clockSpeed,
    ...(values.data !== undefined && { dataFolder: values.data }),
    output: values.json ? 'json' : values.quiet ? 'quiet' : 'text',
    assembly: values.assembly ?? resolve(workspace, 'apps/infra/cdk.out'),
    console,
    ...(isBuilt && { builtWorkspace: workspace }),
    ...(isBuilt && !values['no-watch'] && { watchedWorkspace: workspace }),
    stateFolder: values.state,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        stage: { type: 'string', default: 'dev' },
        once: { type: 'boolean', default: false },
        assembly: { type: 'string' },
        state: { type: 'string', default: defaultStateFolder },
        data: { type: 'string' },
        'clock-speed': { type: 'string', default: '1' },
        'no-first-job': { type: 'boolean', default: false },
        'no-console': { type: 'boolean', default: false },
        'no-watch': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LocalRunError(`${reason}\nSee: npm start -- --help`, { cause });
  }
}

function parsePort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new LocalRunError(`The port must be a whole number from 0 to 65535, not '${text}'.`);
}

function parseClockSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() !== '' && speed >= 1 && speed <= maxClockSpeed) return speed;
  throw new LocalRunError(`The clock speed must be a number from 1 to ${maxClockSpeed}, not '${text}'.`);
}
