import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withStack } from '../stack/with-stack.ts';
import { workspace } from '../workspace/environment.ts';
import { expectText } from '../workspace/expect-text.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';
import { makeProject } from './make-project.ts';
import { askServer } from './serve.ts';

/** Runs jobs with the published client in several runtimes and bundlers, against a stack. */
const packages = await installNpmTool(join(import.meta.dirname, 'packages'));
const folder = mkdtempSync(join(tmpdir(), 'runtimes-'));
const project = join(folder, 'project');
const bin = (name: string) => join(project, 'node_modules/.bin', name);
const done = /^I slept for 1 seconds?; JobFailed$/m;
const slept = /"message":"I slept for 1 seconds?"/;

try {
  makeProject(project, packages);
  await withStack(async ({ environment }) => {
    const env: NodeJS.ProcessEnv = { ...environment, JOBS_WORKSPACE: workspace };
    const runsIn = async (what: string, command: readonly string[], wanted = done, cwd = project) => {
      expectText(what, (await runCommand(command, { cwd, env })).output, wanted);
    };
    const nodes = ['node20', 'node22'].map((name) => findOne(`${name}-*-${process.arch}/bin/node`));
    const runtimes = Object.entries({
      ...Object.fromEntries([...nodes, process.execPath].map((node) => [versionOf(node), [node]])),
      Bun: [findOne('@oven/bun-*/bin/bun')],
      Deno: [findOne('@deno/*/deno'), 'run', '--quiet', '--allow-all', '--node-modules-dir=manual'],
    });
    await Promise.all(
      runtimes.flatMap(([name, command]) => [
        runsIn(`import in ${name}`, [...command, 'job.mjs']),
        runsIn(`require in ${name}`, [...command, 'job.cjs']),
      ]),
    );
    const jest = join(project, 'node_modules/jest/bin/jest.js');
    await runsIn('Jest with its defaults', [process.execPath, jest, 'job'], /Tests: +1 passed, 1 total/);
    const source = [process.execPath, '--conditions=@jobs/source', jest];
    await runsIn('Jest with a local stack', source, /Tests: +1 passed, 1 total/, join(project, 'jest-stack'));

    const express = await askServer([process.execPath, 'express.mjs'], '/', { cwd: project, env });
    expectText('Express with fromNodeProviderChain', express, slept);

    const page = join(project, 'vite');
    await mustRun([bin('vite'), 'build'], { cwd: page, env });
    await runsIn("Vite's bundle", [process.execPath, 'run.mjs'], /^I slept for 1 seconds?$/m, page);

    const site = join(project, 'next');
    const nextEnv = { ...env, NEXT_TELEMETRY_DISABLED: '1' };
    await mustRun([bin('next'), 'build'], { cwd: site, env: nextEnv });
    const answer = await askServer([bin('next'), 'start'], '/api/job', { cwd: site, env: nextEnv });
    expectText("Next.js's bundle", answer, slept);
  });
} finally {
  rmSync(folder, { recursive: true });
}

function versionOf(node: string): string {
  return `Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`;
}

/** The binary of a package with a build for this machine. */
function findOne(pattern: string): string {
  const [found] = globSync(join('node_modules', pattern), { cwd: project });
  if (found === undefined) throw new Error(`No build for this machine: ${pattern}`);
  return join(project, found);
}
