import type { StageOperation } from '../operation/stage-operation.ts';
import { paint } from '../operation/terminal.ts';
import { checkAccount } from './check-account.ts';
import { readPlannedStack } from './planned-stack.ts';
import { judgeSeparation } from './separation-check.ts';

const marks = { ok: ['green', '✔'], warning: ['yellow', '!'], error: ['red', '✖'] } as const;

/**
 * Prints, one line each, what would fail or be unexpected if the assembly's stack were deployed to the account.
 * @returns how many errors there are
 */
export async function printFindings(
  { stackName, account, settings, signal, say }: StageOperation,
  assembly: string,
): Promise<number> {
  const { region } = await account();
  const planned = readPlannedStack(assembly, stackName, region);
  const findings = [judgeSeparation(settings), ...(await checkAccount(stackName, planned, { region }, signal))];
  for (const { level, text } of findings) {
    const [style, mark] = marks[level];
    say(`${paint(process.stdout, style, mark)} ${text}`);
  }
  return findings.filter(({ level }) => level === 'error').length;
}
