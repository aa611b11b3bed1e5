import { relative } from 'node:path';
import { createJobsClient } from '@jobs/client-sdk';
import { parseCommandLine } from './command-line.ts';
import { runCommand } from './commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { paint, printable, type Stream } from './output.ts';
import { findTarget } from './target.ts';

/** What the command has of its process. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly now: () => number;
  /** Aborted with an InterruptedError when the person has had enough. */
  readonly signal: AbortSignal;
}

/** Runs the command; says on `stderr` what went wrong, and throws only for a fault of its own. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { environment, folder, stdout, stderr } = surroundings;
  try {
    const command = parseCommandLine(args);
    if (command.name === 'help') {
      stdout.write(help);
      return exitCodes.success;
    }
    const { url, region, credentials, file } = findTarget(command, environment, folder);
    if (file !== undefined && relative(folder, file).startsWith('..')) stderr.write(`Using ${printable(file)}\n`);
    const client = createJobsClient({ baseUrl: url, region, credentials });
    return await runCommand(command, { ...surroundings, client });
  } catch (error) {
    const explanation = explain(error);
    if (!explanation) throw error;
    stderr.write(`${paint(stderr, 'red', printable(explanation.text))}\n`);
    return explanation.code;
  }
}
