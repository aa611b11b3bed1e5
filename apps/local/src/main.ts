import { styleText } from 'node:util';
import { systemClock } from './clock.ts';
import { help, parseCommandLine } from './command-line.ts';
import { LocalRunError } from './errors.ts';
import { PortUnavailableError } from './http-server.ts';
import { removeStackFiles, userCredentials, writeStackFiles } from './local-files.ts';
import { startLocal, type LocalStack } from './local-stack.ts';
import { createSelfCheck } from './self-check.ts';
import { createOutput } from './terminal/output.ts';

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2), process.env);
  const { port, stageName, once, assembly, stateFolder, clockSpeed, dataFolder } = options;
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  const output = createOutput({
    mode: options.output,
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    write: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
  });
  const credentials = userCredentials(stateFolder);
  const region = process.env.AWS_REGION;
  const selfCheck = createSelfCheck();
  const stack = await startLocal({
    assembly,
    stackName: `jobs-${stageName}`,
    port,
    ...(region && { region }),
    credentials,
    ...(dataFolder !== undefined && { dataFolder }),
    ...(clockSpeed !== 1 && { clock: systemClock(clockSpeed), clientClock: systemClock() }),
    report: (step, labelOf) => {
      selfCheck.observe(step);
      output.step(step, labelOf);
    },
    reportProblem: (problem) => {
      output.problem(problem);
    },
  });
  const stop = stopOnce(stack, stateFolder);
  const onSignal = () => void stop();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  writeStackFiles(stateFolder, stack, credentials);
  output.ready(stack, process.uptime() * 1000);
  try {
    output.firstJobDone(await selfCheck.run(stack));
  } catch (error) {
    await stop();
    throw error;
  }
  if (once) await stop();
  else output.note('Press Ctrl-C to stop.');
}

function stopOnce(stack: LocalStack, stateFolder: string): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stack.stop().finally(() => {
      removeStackFiles(stateFolder);
    });
    return stopped;
  };
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
