import { join } from 'node:path';
import { build } from 'esbuild';
import { buildTargets } from '@jobs/local/build-targets';
import { commandEnvironment } from '../workspace/environment.ts';
import { type Outcome, runCommand } from '../workspace/run-command.ts';

/** Bundles the functions of a workspace as `nx build` does; Nx itself would take longer than all the rest. */
export async function buildFunctions(root: string): Promise<void> {
  for (const { esbuildOptions, outputFolder, fileName } of await buildTargets(root)) {
    await build({ ...esbuildOptions, outfile: join(outputFolder, fileName), logLevel: 'silent' });
  }
}

/** Synthesizes a workspace as `nx synth infra` does, with its functions as they are built. */
export function synthesize(root: string): Promise<Outcome> {
  const command = ['node', '--conditions=@jobs/source', 'src/main.ts'];
  return runCommand(command, { cwd: join(root, 'apps/infra'), env: commandEnvironment(root) });
}
