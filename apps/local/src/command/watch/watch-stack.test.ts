import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { FunctionDefinition } from '@jobs/local-aws/lambda';
import { functionFixture } from '@jobs/local-aws/testing/lambda';
import { buildTargets } from './build-target.ts';
import { createBundler } from './bundler.ts';
import { watchStack } from './watch-stack.ts';

const options = {
  main: 'apps/worker/src/handler.ts',
  outputPath: 'apps/worker/dist',
  outputFileName: 'handler.mjs',
  tsConfig: 'apps/worker/tsconfig.json',
  platform: 'node',
  target: 'node24',
  format: ['esm'],
  bundle: true,
  sourcemap: 'linked',
  esbuildConfig: 'esbuild.functions.mjs',
};

/** A workspace with one function and everything else that is watched. */
function createWorkspace(handler: string, targetOptions: object = options) {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  onTestFinished(() => {
    rmSync(workspace, { recursive: true, force: true });
  });
  const write = (path: string, text: string) => {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), text);
  };
  write('apps/worker/src/handler.ts', handler);
  write('apps/worker/tsconfig.json', '{}');
  const targets = { build: { executor: '@nx/esbuild:esbuild', options: targetOptions } };
  write('apps/worker/package.json', JSON.stringify({ nx: { name: 'worker', targets } }));
  write('esbuild.functions.mjs', `export default { outExtension: { '.js': '.mjs' } };`);
  write('apps/infra/src/main.ts', '');
  write('libs/domain/src/job.ts', 'export const job = 1;');
  write('openapi.yaml', '');
  const build = async () => {
    const [target] = await buildTargets(workspace);
    const bundler = await createBundler(target!, join(workspace, 'built'));
    cpSync((await bundler.build())!, target!.outputFolder, { recursive: true });
    await bundler.stop();
    return target!.outputFolder;
  };
  return { workspace, write, build };
}

/** Watches a workspace until the test ends. */
async function watching(handler: string, synthesize: () => Promise<void> = () => Promise.resolve()) {
  const { workspace, write, build } = createWorkspace(handler);
  const definition = { ...functionFixture(''), codeFolder: await build() };
  const updates: FunctionDefinition[] = [];
  const events: string[] = [];
  const stop = await watchStack({
    workspace,
    valuesFile: join(workspace, 'values.json'),
    stack: {
      functions: [definition],
      labelOf: () => 'worker',
      lambda: { update: (each) => updates.push(each) },
    },
    synthesize,
    reload: () => {
      events.push('reloaded');
      return Promise.resolve();
    },
    note: (message) => events.push(message),
    problem: (message) => events.push(`problem: ${message}`),
  });
  onTestFinished(stop);
  return { write, updates, events, text: () => events.join('\n') };
}

const eventually = (check: () => void) => vi.waitFor(check, 5000);
const handlerOf = async ({ codeFolder }: FunctionDefinition) =>
  ((await import(pathToFileURL(join(codeFolder, 'handler.mjs')).href)) as { handler: () => unknown }).handler();

describe('watching', () => {
  it("updates a function's code after a change in the function or a library", async () => {
    const { write, updates, text } = await watching('export const handler = () => 1;');
    write('apps/worker/src/handler.ts', `export { job as handler } from '../../../libs/domain/src/job.ts';`);
    write('libs/domain/src/job.ts', 'export const job = () => 2;');
    await eventually(() => {
      expect(text()).toMatch(/The worker was rebuilt/);
    });
    expect(await handlerOf(updates.at(-1)!)).toBe(2);
    write('libs/domain/src/job.ts', 'export const job = () => 3;');
    await vi.waitFor(async () => {
      expect(await handlerOf(updates.at(-1)!)).toBe(3);
    }, 5000);
  });

  it('reports a compile error, and continues when the code compiles again', async () => {
    const { write, updates, events, text } = await watching('export const handler = () => 1;');
    write('apps/worker/src/handler.ts', 'export const handler = (');
    await eventually(() => {
      expect(text()).toMatch(/problem: [\s\S]*handler\.ts:1:[\s\S]*The stack keeps running unchanged/);
    });
    expect(updates).toEqual([]);
    expect(events).toHaveLength(1);
    write('apps/worker/src/handler.ts', 'export const handler = () => 1;');
    await eventually(() => {
      expect(text()).toMatch(/the build succeeds again/);
    });
    expect(updates).toEqual([]);
  });

  it.each(['openapi.yaml', 'apps/infra/src/main.ts'])('synthesizes and reloads after a change to %s', async (file) => {
    const { write, events } = await watching('export const handler = () => 1;');
    write(file, 'changed');
    await eventually(() => {
      expect(events).toEqual([
        'The contract or the stack has changed. Synthesizing …',
        'reloaded',
        expect.stringMatching(/is running/),
      ]);
    });
  });

  it('reloads after a change to the local values without synthesizing, and keeps new code of functions', async () => {
    const { write, events, updates, text } = await watching('export const handler = () => 1;', () =>
      Promise.reject(new Error('not asked for')),
    );
    write('apps/worker/src/handler.ts', 'export const handler = () => 2;');
    await eventually(() => {
      expect(text()).toMatch(/The worker was rebuilt/);
    });
    // The file did not exist when watching began.
    write('values.json', '{}');
    await eventually(() => {
      expect(events.slice(1)).toEqual(['reloaded', expect.stringMatching(/^The local values have changed\. /)]);
    });
    expect(updates).toHaveLength(2);
    expect(await handlerOf(updates.at(-1)!)).toBe(2);
  });

  it('keeps the running stack if synthesis fails', async () => {
    const { write, events } = await watching('export const handler = () => 1;', () =>
      Promise.reject(new LocalRunError('openapi.yaml is broken')),
    );
    write('openapi.yaml', 'changed');
    await eventually(() => {
      expect(events.at(-1)).toBe('problem: openapi.yaml is broken\nThe stack keeps running unchanged.');
    });
    expect(events).not.toContain('reloaded');
  });

  it('rejects an unknown build option', async () => {
    const { workspace } = createWorkspace('', { ...options, assets: [] });
    await expect(buildTargets(workspace)).rejects.toThrow(
      'The build target of worker has the unsupported option assets',
    );
  });

  it('supports the build options used in this repository', async () => {
    const projects = (await buildTargets(resolve(import.meta.dirname, '../../../../..'))).map(({ project }) => project);
    expect(projects).toEqual(expect.arrayContaining(['processor', 'error-handler']));
  });
});
