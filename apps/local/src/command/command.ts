import { flushCompileCache } from 'node:module';
import { styleText } from 'node:util';
import { LocalRunError, PortUnavailableError, systemClock } from '@jobs/local-aws/kernel';
import type { LocalStack } from '../stack/local-stack.ts';
import { startStack } from '../stack/start-stack.ts';
import { help, parseCommandLine } from './command-line.ts';
import { userCredentials, writeStackFiles } from './local-files.ts';
import { createSelfCheck } from './self-check.ts';
import { Stopping } from './stopping.ts';
import { createOutput, type Output } from './terminal/output.ts';

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2), process.env);
  const { port, stageName, once, assembly, stateFolder, clockSpeed, dataFolder, watchedWorkspace } = options;
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  const output = createOutput({
    mode: options.output,
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    stateFolder,
    write: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
  });
  const credentials = userCredentials(stateFolder);
  const region = process.env.AWS_REGION;
  const selfCheck = createSelfCheck();
  const stack = await startStack({
    assembly,
    stackName: `jobs-${stageName}`,
    port,
    ...(region && { region }),
    credentials,
    ...(dataFolder !== undefined && { dataFolder }),
    ...(clockSpeed !== 1 && { stackClock: systemClock(clockSpeed) }),
    report: (step, labelOf) => {
      selfCheck.observe(step);
      output.step(step, labelOf);
    },
    reportProblem: (problem) => {
      output.problem(problem);
    },
  });
  const stopping = new Stopping({ stack, stateFolder, output, ...(dataFolder !== undefined && { dataFolder }) });
  stopping.onSignals();
  const tellWhere = () => {
    writeStackFiles(stateFolder, stack, credentials);
  };
  tellWhere();
  output.ready(stack, process.uptime() * 1000);
  try {
    output.firstJobDone(await selfCheck.run(stack));
    flushCompileCache();
  } catch (error) {
    const isInterrupted = stopping.hasBegun;
    await stopping.stop();
    if (isInterrupted) return;
    throw error;
  }
  if (once || stopping.hasBegun) {
    await stopping.stop();
    return;
  }
  output.note('Press Ctrl-C to stop.');
  if (watchedWorkspace === undefined) return;
  const watching = watch(watchedWorkspace, stack, output, tellWhere);
  // Already now: an interrupt meanwhile must end it, too.
  stopping.add(async () => {
    await (
      await watching
    )?.();
  });
  if (await watching) output.note('Sources are watched: what you change runs from the next job on.');
}

/** Only now, because esbuild would make the start slower. */
async function watch(workspace: string, stack: LocalStack, output: Output, reloaded: () => void) {
  const { watchStack } = await import('./watch/watch-stack.ts');
  const { synthesize } = await import('./watch/synthesize.ts');
  const watching = watchStack({
    workspace,
    stack,
    synthesize: () => synthesize(workspace),
    reload: async () => {
      await stack.reload();
      reloaded();
    },
    note: (message) => {
      output.note(message, 'cyan');
    },
    problem: (message) => {
      output.problem(message);
    },
  });
  return watching.catch((error: unknown) => {
    output.problem(`Sources are not watched: ${describe(error)}`);
    return undefined;
  });
}

function describe(error: unknown): string {
  if (error instanceof LocalRunError || error instanceof PortUnavailableError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}
