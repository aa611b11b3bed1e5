import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What `.local/outputs.<stage>.json` says about a deployed stage: nothing secret. */
interface DeployedStage {
  readonly stage: string;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '../../../..');

/** Where it is, from the workspace's root. */
const outputsFileOf = (stage: string) => `.local/outputs.${stage}.json`;

/** Writes it for the command `jobs-api`; gives its path from the workspace's root. */
export function writeOutputsFile(deployed: DeployedStage): string {
  const name = outputsFileOf(deployed.stage);
  const file = resolve(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(deployed, null, 2)}\n`);
  return name;
}

/** There is nothing to find any more. */
export function removeOutputsFile(stage: string): void {
  rmSync(resolve(root, outputsFileOf(stage)), { force: true });
}
