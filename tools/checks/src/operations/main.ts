import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithoutAws } from '../workspace/environment.ts';
import { runCommand } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { type Ending, endings, invalidSetting } from './endings.ts';

/**
 * An operation that cannot run must end with one message that says what to do, as a person sees it through Nx: without
 * credentials or a region, for an unknown stage, with an invalid setting, or without the confirmation that deleting
 * data needs. Nothing here reaches AWS.
 */
const { root, remove } = makeScratchCopy();
try {
  for (const ending of endings) await check(ending);
  writeWrongSetting(join(root, 'apps/infra/src/stages/stages.ts'));
  await check(invalidSetting);
} finally {
  remove();
}

async function check(ending: Ending): Promise<void> {
  const complaint = await findComplaint(ending);
  if (complaint !== undefined) process.exitCode = 1;
  const result = complaint === undefined ? 'ok   ' : 'FAIL ';
  process.stdout.write(`${result}${ending.what} ${complaint ?? 'fails with a clear message'}\n`);
}

/** The problem with a command's failure, run without AWS settings in the environment. */
async function findComplaint({ command, message, environment }: Ending): Promise<string | undefined> {
  const env = { ...environmentWithoutAws(root), ...environment };
  const { hasSucceeded, output } = await runCommand(command.split(' '), { cwd: root, env });
  if (hasSucceeded) return `does not fail:\n${output}`;
  if (output.match(new RegExp(message, 'g'))?.length !== 1)
    return `does not print ${String(message)} exactly once:\n${output}`;
  if (/^\s+at .*:\d+/m.test(output)) return `prints a stack trace:\n${output}`;
  return undefined;
}

function writeWrongSetting(stages: string): void {
  const text = readFileSync(stages, 'utf8');
  const wrong = text.replace('prod: {', 'prod: { maxEventAgeSeconds: 59,');
  if (wrong === text) throw new Error(`${stages} has no stage prod.`);
  writeFileSync(stages, wrong);
}
