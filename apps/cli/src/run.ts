import { relative } from 'node:path';
import { createJobsClient } from '@jobs/client-sdk';
import { type Command, parseCommandLine } from './command-line.ts';
import { runCommand } from './commands.ts';
import { isCompletionRequest, printCompletions, printCompletionScript } from './completion.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { runFaults } from './faults.ts';
import { help, helpOf } from './help.ts';
import { runOpen } from './open.ts';
import { paint, printable, printJson, type Stream } from './output.ts';
import { writePostmanEnvironment } from './postman.ts';
import { findRunningStack, findTarget, type Target } from './target.ts';

/** The context that the command runs in. */
export interface ProcessContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly now: () => number;
  /** Opens a URL in the browser, if there is one. */
  readonly openBrowser: (address: string) => void;
  /** Aborted with an InterruptedError when the user interrupts the command. */
  readonly signal: AbortSignal;
}

/** Runs the command. Prints errors to `stderr`, and throws only for a bug of its own. */
export async function run(args: readonly string[], context: ProcessContext): Promise<ExitCode> {
  const { stderr } = context;
  if (isCompletionRequest(args)) {
    printCompletions(args);
    return exitCodes.success;
  }
  try {
    return await runParsed(parseCommandLine(args), context);
  } catch (error) {
    const explanation = explain(error);
    if (!explanation) throw error;
    if (args.includes('--json')) printJson(stderr, { error: explanation.text, exitCode: explanation.code });
    else stderr.write(`${paint(stderr, 'red', printable(explanation.text))}\n`);
    return explanation.code;
  }
}

async function runParsed(command: Command, context: ProcessContext): Promise<ExitCode> {
  const { environment, folder, stdout } = context;
  switch (command.name) {
    case 'help':
      stdout.write(command.topic ? helpOf(command.topic) : help);
      return exitCodes.success;
    case 'completion':
      printCompletionScript(command.shell);
      return exitCodes.success;
    case 'faults':
      await runFaults(command, findRunningStack(folder, command.state), context);
      return exitCodes.success;
    case 'open':
      await runOpen(command, findRunningStack(folder, command.state), context);
      return exitCodes.success;
  }
  const target = findTarget(command, environment, folder);
  tellFile(target, context);
  if (command.name === 'postman') {
    await writePostmanEnvironment(command, target, context);
    return exitCodes.success;
  }
  const { url, region, credentials } = target;
  return runCommand(command, { ...context, client: createJobsClient({ baseUrl: url, region, credentials }) });
}

/** A file decides where jobs go, so the command prints which one it used. */
function tellFile({ file }: Target, { folder, stderr }: ProcessContext): void {
  if (file !== undefined) stderr.write(`Using ${printable(relative(folder, file))}\n`);
}
