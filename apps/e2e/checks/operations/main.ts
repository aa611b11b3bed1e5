import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../contract-break/run-command.ts';
import { makeScratchCopy } from '../contract-break/scratch-copy.ts';

/**
 * What can't be done ends in one message that says what to do, through Nx as a person sees it: without credentials or a
 * region, for a stage that is not there, with a setting that is wrong, or without the confirmation that deleting data
 * needs. Nothing here reaches AWS.
 */
const workspace = resolve(import.meta.dirname, '../../../..');

interface Ending {
  readonly what: string;
  readonly command: string;
  /** What must be said, and once. */
  readonly message: RegExp;
  readonly environment?: NodeJS.ProcessEnv;
}

const endings: readonly Ending[] = [
  {
    what: 'deploying without credentials',
    command: 'nx deploy infra',
    environment: { AWS_REGION: 'eu-west-1' },
    message: /Can't deploy: There are no valid AWS credentials .*\nSet AWS_PROFILE/,
  },
  {
    what: 'deploying without a region',
    command: 'nx deploy infra',
    message: /Can't deploy: There is no AWS region\. Set AWS_REGION/,
  },
  {
    what: 'deploying a stage that is not there',
    command: 'nx deploy infra --configuration=prdo',
    message: /There is no stage 'prdo'\. Give --configuration=dev or --configuration=prod/,
  },
  {
    what: 'a preflight without credentials',
    command: 'nx preflight infra',
    environment: { AWS_REGION: 'eu-west-1' },
    message: /Can't look at the account: There are no valid AWS credentials .*\nSet AWS_PROFILE/,
  },
  {
    what: 'destroying without a terminal to ask at',
    command: 'nx destroy infra --configuration=dev',
    message:
      /Can't destroy: CDK asks before it deletes, and there is no terminal to ask at\. To delete unasked: --force/,
  },
  {
    what: 'destroying a stage that keeps its data',
    command: 'nx destroy infra --configuration=prod',
    message: /Can't destroy: jobs-prod keeps its data.*\n.*--confirm=jobs-prod/,
  },
  {
    what: 'destroying without naming the stage',
    command: 'nx destroy infra',
    message: /Can't destroy: Which stage\? Give --configuration=dev/,
  },
];

const wrongSetting: Ending = {
  what: 'deploying with a wrong setting',
  command: 'nx deploy infra',
  environment: { AWS_REGION: 'eu-west-1' },
  message: /Stage 'prod' in apps\/infra\/src\/stages\.ts is not valid:\n {2}maxEventAgeSeconds: .*>=60 \(it is 59\)/,
};

/** Runs it without anything of AWS in the environment; gives what is wrong with how it ends. */
async function complaintOf(root: string, { command, message, environment = {} }: Ending): Promise<string | undefined> {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  Object.assign(process.env, nowhere, { AWS_EC2_METADATA_DISABLED: 'true' }, environment);
  const { isGreen, output } = await runCommand(root, '.', command.split(' '));
  if (isGreen) return `does not fail:\n${output}`;
  if (output.match(new RegExp(message, 'g'))?.length !== 1) return `does not say ${String(message)} once:\n${output}`;
  if (/^\s+at .*:\d+/m.test(output)) return `shows a stack trace:\n${output}`;
  return undefined;
}

async function check(root: string, ending: Ending): Promise<boolean> {
  const complaint = await complaintOf(root, ending);
  process.stdout.write(
    `${complaint === undefined ? 'ok  ' : 'FAIL'} ${ending.what} ${complaint ?? 'says what to do'}\n`,
  );
  return complaint === undefined;
}

const results: boolean[] = [];
for (const ending of endings) results.push(await check(workspace, ending));

const { root, remove } = makeScratchCopy(workspace);
try {
  const stages = join(root, 'apps/infra/src/stages/stages.ts');
  const text = readFileSync(stages, 'utf8');
  const wrong = text.replace('prod: {', 'prod: { maxEventAgeSeconds: 59,');
  if (wrong === text) throw new Error(`${stages} has no stage prod.`);
  writeFileSync(stages, wrong);
  results.push(await check(root, wrongSetting));
} finally {
  remove();
}
process.exitCode = results.includes(false) ? 1 : 0;
