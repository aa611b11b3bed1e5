import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../workspace/run-command.ts';

const strict = ['--strict', '--target', 'es2022', '--types', 'node', '--allowImportingTsExtensions'];

/** Compiles a project's examples with both module resolutions; the output for Node is in `out`. */
export async function compileProject(project: string): Promise<void> {
  const files = globSync('*.ts', { cwd: project });
  const tsc = ['node', join(project, 'node_modules/typescript/bin/tsc'), ...strict];
  const bundler = ['--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler'];
  await mustRun([...tsc, ...bundler, ...files], { cwd: project });
  process.stdout.write('ok  compiles with the module resolution bundler\n');
  const node = ['--outDir', 'out', '--module', 'nodenext', '--moduleResolution', 'nodenext'];
  await mustRun([...tsc, ...node, '--rewriteRelativeImportExtensions', ...files], { cwd: project });
  process.stdout.write('ok  compiles with the module resolution nodenext\n');
  writeFileSync(join(project, 'out/package.json'), '{"type":"module"}\n');
}
