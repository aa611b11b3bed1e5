import { join } from 'node:path';
import { build } from 'esbuild';
import { buildTargets } from '@jobs/local/build-targets';
import { commandEnvironment } from '../workspace/environment.ts';
import { type Outcome, runCommand } from '../workspace/run-command.ts';

/** Bundles a workspace's functions as `nx build` does, but faster than with Nx. */
export async function buildFunctions(root: string): Promise<void> {
  for (const { esbuildOptions, outputFolder, fileName } of await buildTargets(root)) {
    await build({ ...esbuildOptions, outfile: join(outputFolder, fileName), logLevel: 'silent' });
  }
}

/** Synthesizes a workspace as `nx synth infra` does, with the current bundles. */
export function synthesize(root: string): Promise<Outcome> {
  const command = ['node', '--conditions=@jobs/source', 'src/main.ts'];
  return runCommand(command, { cwd: join(root, 'apps/infra'), env: commandEnvironment(root) });
}
