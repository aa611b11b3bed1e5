import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment } from '../workspace/environment.ts';
import { runCommand } from '../workspace/run-command.ts';

interface Machine {
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds and synthesizes a checkout from scratch, without Nx's cache. */
export async function synthesize(root: string, { umask = '022', env = {} }: Machine = {}): Promise<void> {
  for (const built of globSync('apps/{infra/cdk.out,*/dist}', { cwd: root })) {
    rmSync(join(root, built), { recursive: true });
  }
  const { hasSucceeded, output } = await runCommand(['sh', '-c', `umask ${umask} && npx nx run infra:synth`], {
    cwd: root,
    env: { ...commandEnvironment(root), NX_SKIP_NX_CACHE: 'true', ...env },
  });
  if (!hasSucceeded) throw new Error(output);
}
