import { flushCompileCache } from 'node:module';
import { join, relative } from 'node:path';
import { styleText } from 'node:util';
import { describeFinding, readFindings } from '@jobs/infra/findings';
import { stackNameOf } from '@jobs/infra/stack-name';
import { AdjustableClock, type Clock, LocalRunError, PortUnavailableError, systemClock } from '@jobs/local-aws/kernel';
import type { LocalStack } from '../stack/local-stack.ts';
import { isReadableByOthers } from '../stack/local-values.ts';
import { startStack } from '../stack/start-stack.ts';
import { help, parseCommandLine } from './command-line.ts';
import type { ConsolePage } from './console-page.ts';
import { StackFiles, userCredentials } from './local-files.ts';
import { watchOutput } from './output-streams.ts';
import { runTarget } from './run-target.ts';
import { createSelfCheck, type SelfCheck } from './self-check.ts';
import { Stopping } from './stopping.ts';
import { createOutput, type Output } from './terminal/output.ts';

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2), process.env);
  const { port, stageName, once, firstJob, assembly, stateFolder, clockSpeed, dataFolder, watchedWorkspace } = options;
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  let stop: () => void = () => undefined;
  let isOutputClosed = false as boolean;
  watchOutput(process, () => {
    process.exitCode = 1;
    isOutputClosed = true;
    stop();
  });
  const output = createOutput({
    mode: options.output,
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    write: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
  });
  const credentials = userCredentials(stateFolder);
  const region = process.env.AWS_REGION;
  const selfCheck = createSelfCheck();
  const files = new StackFiles(stateFolder);
  const valuesFile = join(stateFolder, 'values.json');
  // The console can change the clock, unless --data stores its timestamps.
  const isAdjustable = clockSpeed !== 1 || (options.console && dataFolder === undefined);
  const stackClock = isAdjustable ? new AdjustableClock(clockSpeed) : systemClock();
  const { console: shown, page } = options.console ? await loadConsole(stackClock) : {};
  const stack = await startStack({
    assembly,
    stackName: stackNameOf(stageName),
    port,
    ...(region && { region }),
    credentials,
    valuesFile,
    ...(dataFolder !== undefined && { dataFolder }),
    stackClock,
    ...(shown && { answer: shown.answer, reportAccess: shown.observeAccess }),
    report: (step, labelOf) => {
      selfCheck.observe(step);
      shown?.observe(step, labelOf);
      output.step(step, labelOf);
    },
    reportProblem: (problem) => {
      output.problem(problem);
    },
  });
  const stopping = new Stopping({ stack, files, output, ...(dataFolder !== undefined && { dataFolder }) });
  if (shown) {
    shown.show(stack);
    stopping.add(() => shown.stop());
  }
  stop = () => void stopping.stop();
  stopping.onSignals();
  try {
    if (isOutputClosed) {
      await stopping.stop();
      return;
    }
    const consoleUrl = shown?.addressAt(stack.endpoint);
    const writeFiles = () => files.write(stack, credentials, consoleUrl);
    const printFindings = () => {
      for (const finding of readFindings(assembly)) {
        output.problem(`The stack cannot be deployed: cdk-nag found ${describeFinding(finding)}`);
      }
    };
    printFindings();
    output.ready(stack, {
      stateFolder: writeFiles(),
      readyAfterMs: process.uptime() * 1000,
      ...(consoleUrl !== undefined && { console: consoleUrl }),
    });
    if (page && options.builtWorkspace !== undefined) buildPage(page, options.builtWorkspace, output, stopping.signal);
    const inert = stack.inert.map(({ type, logicalId }) => `${logicalId} (${type})`);
    if (isReadableByOthers(valuesFile)) {
      const shown = relative(process.cwd(), valuesFile);
      output.problem(`Other users of this machine can read ${shown}. To make it private: chmod 600 ${shown}`);
    }
    if (inert.length > 0) output.note(`Not emulated (names only): ${inert.join(', ')}.`);
    if (once) {
      output.firstJobDone(await selfCheck.run(stack, stopping));
      flushCompileCache();
      await stopping.stop();
      return;
    }
    if (firstJob) await showFirstJob(selfCheck, stack, output, stopping.signal);
    if (stopping.signal.aborted) return;
    output.note('Press Ctrl-C to stop.');
    if (watchedWorkspace === undefined) return;
    const watching = watch(watchedWorkspace, valuesFile, stack, output, () => {
      writeFiles();
      printFindings();
      void shown?.reloaded();
    });
    // Added before watching is ready: an interrupt in the meantime must stop it, too.
    stopping.add(async () => {
      await (
        await watching
      )?.();
    });
    if (await watching) output.note('Watching for changes. The next job runs the changed code.');
  } catch (error) {
    const isInterrupted = stopping.signal.aborted;
    await stopping.stop();
    if (!isInterrupted) throw error;
  }
}

/** Imported dynamically, so that a run without the console loads nothing of it. */
async function loadConsole(clock: Clock) {
  const { Console } = await import('../console/console.ts');
  const { ConsolePage: Page } = await import('./console-page.ts');
  const page = new Page();
  const console = new Console({
    clock,
    pageFolder: page.folder,
    waitForPage: page.wait,
    explainMissingPage: page.explainMissing,
  });
  return { console, page };
}

/** Builds the page while the stack is already running. */
function buildPage(page: ConsolePage, workspace: string, output: Output, signal: AbortSignal): void {
  page.build(workspace, signal).catch((error: unknown) => {
    if (!signal.aborted) output.problem(describe(error));
  });
}

/** Resolves when the first job has ended, or immediately if the job has to wait for others. */
async function showFirstJob(selfCheck: SelfCheck, stack: LocalStack, output: Output, signal: AbortSignal) {
  const ahead = stack.lambda.pending().length;
  const shown = selfCheck.run(stack, { timeoutMs: Infinity, signal }).then(
    (results) => {
      output.firstJobDone(results);
      flushCompileCache();
    },
    (error: unknown) => {
      if (!signal.aborted) output.problem(`${describe(error).replace(/\.$/, '')}. The run continues.`);
    },
  );
  if (ahead === 0) await shown;
  else output.note(`The first job is waiting for ${ahead === 1 ? '1 event' : `${ahead} events`} from an earlier run.`);
}

/** Imported only now, because loading esbuild would slow down the start. */
async function watch(workspace: string, valuesFile: string, stack: LocalStack, output: Output, reloaded: () => void) {
  const { watchStack } = await import('./watch/watch-stack.ts');
  const watching = watchStack({
    workspace,
    valuesFile,
    stack,
    synthesize: () => runTarget(workspace, 'infra:synth', { failure: 'Cannot synthesize the stack:' }),
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
    output.problem(`Cannot watch the sources: ${describe(error)}`);
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
