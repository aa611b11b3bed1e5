import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildFailure, context, formatMessages } from 'esbuild';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { BuildTarget } from './build-target.ts';

/** Makes the bundle of one project again and again, each time only from what has changed. */
export interface Bundler {
  /**
   * Gives the folder of the bundle; undefined when it is the same as before.
   * @throws LocalRunError with esbuild's messages when the code doesn't compile
   */
  build(): Promise<string | undefined>;
  stop(): Promise<void>;
}

/**
 * @param folder each bundle gets a folder of its own there, as on Lambda each version does
 * @param running the bundle that there is already
 */
export async function createBundler(target: BuildTarget, folder: string, running?: string): Promise<Bundler> {
  const build = await context({
    ...target.esbuildOptions,
    outfile: join(target.outputFolder, target.fileName),
    write: false,
    logLevel: 'silent',
  });
  let last = running;
  let version = 0;
  return {
    build: async () => {
      const { outputFiles } = await build.rebuild().catch(explain);
      const code = outputFiles.find(({ path }) => basename(path) === target.fileName)?.text;
      if (code === last) return undefined;
      last = code;
      version += 1;
      const own = join(folder, target.project, String(version));
      mkdirSync(own, { recursive: true });
      for (const { path, contents } of outputFiles) writeFileSync(join(own, basename(path)), contents);
      return own;
    },
    stop: () => build.dispose(),
  };
}

async function explain(error: unknown): Promise<never> {
  if (!(error instanceof Error && 'errors' in error)) throw error;
  const messages = await formatMessages((error as BuildFailure).errors, { kind: 'error', color: false });
  throw new LocalRunError(messages.join('').trim(), { cause: error });
}
