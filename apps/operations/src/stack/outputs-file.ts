import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The content of `.local/outputs.<stage>.json`, which describes a deployed stage without secrets. */
interface DeployedStage {
  readonly stage: string;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '../../../..');

/** Its path, relative to the workspace's root. */
const outputsFileOf = (stage: string) => `.local/outputs.${stage}.json`;

/** Writes it for the command `jobs-api`; returns its path, relative to the workspace's root. */
export function writeOutputsFile(deployed: DeployedStage): string {
  const name = outputsFileOf(deployed.stage);
  const file = resolve(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(deployed, null, 2)}\n`);
  return name;
}

/** Removes the file of a stage that no longer exists. */
export function removeOutputsFile(stage: string): void {
  rmSync(resolve(root, outputsFileOf(stage)), { force: true });
}
