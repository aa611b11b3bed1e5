import { styleText } from 'node:util';
import { help, parseCommandLine } from './command-line.ts';
import { LocalRunError } from './errors.ts';
import { PortUnavailableError } from './http-server.ts';
import { removeStackFiles, userCredentials, writeStackFiles } from './local-files.ts';
import { startLocal, type LocalStack } from './local-stack.ts';
import { createSelfCheck } from './self-check.ts';
import { createStepLines } from './step-lines.ts';

async function main(): Promise<void> {
  const {
    port,
    stageName,
    once,
    help: wantsHelp,
    assembly,
    stateFolder,
  } = parseCommandLine(process.argv.slice(2), process.env);
  if (wantsHelp) {
    process.stdout.write(help);
    return;
  }
  const credentials = userCredentials(stateFolder);
  const region = process.env.AWS_REGION;
  const selfCheck = createSelfCheck();
  const stack = await startLocal({
    assembly,
    stackName: `jobs-${stageName}`,
    port,
    ...(region && { region }),
    credentials,
    report: (step) => {
      selfCheck.observe(step);
      const line = stepLine(step);
      if (line !== undefined) say(line);
    },
    reportProblem: (problem) => {
      say(paint('red', problem));
    },
  });
  const stop = stopOnce(stack, stateFolder);
  const onSignal = () => void stop();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  writeStackFiles(stateFolder, stack, credentials);
  say(introduction(stack));
  try {
    say(`The first job is done: ${JSON.stringify(await selfCheck.run(stack))}`);
  } catch (error) {
    await stop();
    throw error;
  }
  if (once) await stop();
  else say('Press Ctrl-C to stop.');
}

const paint = (style: Parameters<typeof styleText>[0], text: string) =>
  styleText(style, text, { stream: process.stdout });
const say = (text: string) => process.stdout.write(`${text}\n`);
const stepLine = createStepLines(paint);

function stopOnce(stack: LocalStack, stateFolder: string): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stack.stop().finally(() => {
      removeStackFiles(stateFolder);
    });
    return stopped;
  };
}

function introduction({ endpoint, outputs }: LocalStack): string {
  return `
The Jobs API runs at ${paint('bold', outputs.JobsApiEndpoint ?? endpoint)}
  the role to call it    ${outputs.JobsApiInvokeRole ?? ''}
  all its names and keys .local/stack.json

In another terminal, with the AWS CLI:
  export AWS_CONFIG_FILE=.local/aws-config
  aws sts get-caller-identity --profile jobs-local-invoke
  aws dynamodb scan --profile jobs-local --table-name ${outputs.JobsTable ?? ''}
`;
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
