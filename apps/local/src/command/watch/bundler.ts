import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildFailure, context, formatMessages } from 'esbuild';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { BuildTarget } from './build-target.ts';

/** Rebuilds the bundle of one project incrementally. */
export interface Bundler {
  /**
   * @returns the folder of the bundle, or undefined if it has not changed
   * @throws LocalRunError with esbuild's messages when the code doesn't compile
   */
  build(): Promise<string | undefined>;
  stop(): Promise<void>;
}

/**
 * @param folder the parent folder; each bundle gets its own subfolder, as each version does on Lambda
 * @param running the code of the current bundle
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
