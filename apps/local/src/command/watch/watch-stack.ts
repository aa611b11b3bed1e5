import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FunctionDefinition, Lambda } from '@jobs/local-aws/lambda';
import type { LocalStack } from '../../stack/local-stack.ts';
import { type BuildTarget, buildTargets } from './build-target.ts';
import { type Bundler, createBundler } from './bundler.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchOptions {
  /** The folder that contains `apps`, `libs` and `openapi.yaml`. */
  readonly workspace: string;
  /** The file with the values of secrets and parameters, which may not exist. */
  readonly valuesFile: string;
  readonly stack: Pick<LocalStack, 'functions' | 'labelOf'> & { readonly lambda: Pick<Lambda, 'update'> };
  /** Synthesizes the cloud assembly again, starting from the contract. Rejects if that fails. */
  readonly synthesize: () => Promise<void>;
  /** Continues with the current cloud assembly. */
  readonly reload: () => Promise<void>;
  /** Reports what has changed in the running stack. */
  readonly note: (message: string) => void;
  /** Reports why the running stack stays unchanged. */
  readonly problem: (message: string) => void;
}

interface WatchedFunction {
  readonly target: BuildTarget;
  readonly functionName: string;
  readonly bundler: Bundler;
  /** Code that is newer than the cloud assembly, if there is any. */
  newCodeFolder: string | undefined;
}

/**
 * Watches the sources: rebuilds a function whose code has changed; after a change to the contract or the stack,
 * synthesizes the cloud assembly again. @returns a function that stops watching
 */
export async function watchStack(options: WatchOptions): Promise<() => Promise<void>> {
  const { workspace, stack } = options;
  const valuesFile = resolve(options.valuesFile);
  const folder = mkdtempSync(join(tmpdir(), 'jobs-local-'));
  const functions: WatchedFunction[] = [];
  for (const target of await buildTargets(workspace)) {
    const definition = stack.functions.find((each) => holdsBundle(each, target));
    if (!definition) continue;
    const running = readFileSync(join(definition.codeFolder, target.fileName), 'utf8');
    const bundler = await createBundler(target, folder, running);
    functions.push({ target, functionName: definition.name, bundler, newCodeFolder: undefined });
  }
  let isBroken = false;
  const rebuild = oneAtATime(async (files) => {
    try {
      if (files.some((file) => isOfStack(workspace, file))) await reloadStack(functions, options);
      else {
        if (files.includes(valuesFile)) await reloadValues(functions, options);
        await rebuildCode(functions, options);
      }
      if (isBroken) options.note('Fixed: the build succeeds again.');
      isBroken = false;
    } catch (error) {
      isBroken = true;
      options.problem(`${error instanceof Error ? error.message : String(error)}\nThe stack keeps running unchanged.`);
    }
  });
  const stopWatching = watchFiles([...sourcesOf(workspace), valuesFile], (files) => {
    const changed = files.filter((file) => file === valuesFile || isSource(workspace, file));
    if (changed.length > 0) void rebuild(changed);
  });
  // Picks up changes since the cloud assembly was synthesized.
  await rebuild([]);
  return async () => {
    stopWatching();
    await Promise.all(functions.map(({ bundler }) => bundler.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Whether a function runs the bundle that a target has built. */
function holdsBundle({ codeFolder }: FunctionDefinition, { outputFolder, fileName }: BuildTarget): boolean {
  const [running, built] = [join(codeFolder, fileName), join(outputFolder, fileName)];
  return existsSync(running) && existsSync(built) && readFileSync(running).equals(readFileSync(built));
}

function sourcesOf(workspace: string): string[] {
  const folders = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(workspace, group)).map((name) => join(workspace, group, name, 'src')),
  );
  return [join(workspace, 'openapi.yaml'), ...folders].filter(existsSync);
}

/** Generated files are left out: they come from `openapi.yaml`, which is watched itself. */
function isSource(workspace: string, file: string): boolean {
  const path = file.slice(workspace.length).replaceAll('\\', '/');
  return !/\/generated\/|\.test(?:-d)?\.ts$|~$/.test(path);
}

const isOfStack = (workspace: string, file: string) =>
  ['openapi.yaml', join('apps', 'infra'), join('libs', 'contract')].some((name) =>
    file.startsWith(join(workspace, name)),
  );

async function reloadStack(
  functions: readonly WatchedFunction[],
  { synthesize, reload, note }: WatchOptions,
): Promise<void> {
  const startedAt = performance.now();
  note('The contract or the stack has changed. Synthesizing …');
  await synthesize();
  await reload();
  await Promise.all(
    functions.map(async (each) => {
      await each.bundler.build();
      each.newCodeFolder = undefined;
    }),
  );
  note(`The changed stack is running after ${secondsSince(startedAt)}.`);
}

/** The cloud assembly is unchanged; functions keep their newer code. */
async function reloadValues(functions: readonly WatchedFunction[], options: WatchOptions): Promise<void> {
  await options.reload();
  for (const { functionName, newCodeFolder } of functions) updateCode(functionName, newCodeFolder, options);
  options.note('The local values have changed. Calls see them immediately, functions after their next cold start.');
}

async function rebuildCode(functions: readonly WatchedFunction[], options: WatchOptions): Promise<void> {
  const startedAt = performance.now();
  const built = await Promise.all(
    functions.map(async (watched) => ({ watched, codeFolder: await watched.bundler.build() })),
  );
  for (const { watched, codeFolder } of built) {
    if (!updateCode(watched.functionName, codeFolder, options)) continue;
    watched.newCodeFolder = codeFolder;
    const label = options.stack.labelOf(watched.functionName);
    options.note(`The ${label} was rebuilt in ${secondsSince(startedAt)}. The next job runs the new code.`);
  }
}

/** @returns whether the function exists and has new code */
function updateCode(functionName: string, codeFolder: string | undefined, { stack }: WatchOptions): boolean {
  const definition = stack.functions.find(({ name }) => name === functionName);
  if (codeFolder === undefined || !definition) return false;
  stack.lambda.update({ ...definition, codeFolder });
  return true;
}

const secondsSince = (startedAt: number) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/** Runs `work` one call at a time; files that arrive meanwhile are passed to the next call. */
function oneAtATime(work: (files: readonly string[]) => Promise<void>): (files: readonly string[]) => Promise<void> {
  const waiting: string[] = [];
  let running = false;
  return async (files) => {
    waiting.push(...files);
    if (running) return;
    running = true;
    try {
      do await work(waiting.splice(0));
      while (waiting.length > 0);
    } finally {
      running = false;
    }
  };
}
