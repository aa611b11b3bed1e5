import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { findProcessor, modifiedAssembly, resourceOf, setEnvironment } from './testing/modified-assembly.ts';
import { isDeployed, stackName, startLocalTarget } from './testing/target.ts';

const headers = { 'content-type': 'application/json' };

describe.skipIf(isDeployed)('a reloaded stack', () => {
  it('applies changes, and keeps its table and address', async () => {
    const assembly = modifiedAssembly(() => undefined);
    const local = await startLocalTarget({ assembly });
    onTestFinished(() => local.stop());
    const before = await local.client.submitAndWait(sleeping(1));

    const next = modifiedAssembly((resources) => {
      resourceOf(resources, 'AWS::ApiGateway::Model').Schema = { type: 'object', required: ['minutes'] };
      setEnvironment(resources, { JOB_TIME_LIMIT_SECONDS: '0' });
    });
    cpSync(next, assembly, { recursive: true });
    await local.stack.reload();

    expect(await local.client.get(before.id)).toEqual(before);
    expect((await local.call('/jobs', { method: 'POST', headers, body: '{"seconds":1}' })).status).toBe(400);
    expect((await local.call('/jobs', { method: 'POST', headers, body: '{"minutes":1}' })).status).toBe(202);
  });

  it('stays unchanged when it cannot apply a change', async () => {
    const assembly = modifiedAssembly(() => undefined);
    const local = await startLocalTarget({ assembly });
    onTestFinished(() => local.stop());
    const other = modifiedAssembly((resources) => {
      resourceOf(resources, 'AWS::DynamoDB::Table').KeySchema = [{ AttributeName: 'other', KeyType: 'HASH' }];
      findProcessor(resources).Timeout = 1;
    });
    cpSync(other, assembly, { recursive: true });
    await expect(local.stack.reload()).rejects.toThrow(/tables have changed.*start it again/);
    writeFileSync(join(assembly, `${stackName}.template.json`), '{');
    await expect(local.stack.reload()).rejects.toThrow(/is not JSON/);
    expect(await local.client.submitAndWait(sleeping(1))).toMatchObject({ status: 'Success' });
  });
});

/** A copy of the workspace with editable sources; installed packages are linked. */
function workspaceCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'workspace-'));
  onTestFinished(() => {
    rmSync(copy, { recursive: true, force: true });
  });
  const workspace = resolve(import.meta.dirname, '../../..');
  const left = /\/(?:node_modules|out-tsc|test-results|\.[^/]*)$/;
  for (const name of [
    'apps',
    'libs',
    'tools/workspace/src',
    'openapi.yaml',
    'nx.json',
    'package.json',
    'tsconfig.base.json',
    'esbuild.functions.mjs',
  ]) {
    cpSync(join(workspace, name), join(copy, name), { recursive: true, filter: (source) => !left.test(source) });
  }
  for (const folder of ['.', ...globSync('{apps,libs}/*', { cwd: workspace })]) {
    const installed = join(workspace, folder, 'node_modules');
    if (existsSync(installed)) symlinkSync(installed, join(copy, folder, 'node_modules'));
  }
  return copy;
}

describe.skipIf(isDeployed)('the command', () => {
  it('runs new code for the next job, and continues when code does not compile', async () => {
    const workspace = workspaceCopy();
    const main = join(workspace, 'apps/local/src/main.mjs');
    const child = spawn(process.execPath, ['--conditions=@jobs/source', main, '--port', '0']);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const said = (text: RegExp) =>
      vi.waitFor(
        () => {
          expect(output).toMatch(text);
        },
        { timeout: 20_000 },
      );
    await said(/Watching for changes/);
    // The bundles of the build target and of the watcher are identical.
    expect(output).not.toMatch(/was rebuilt/);

    const handler = join(workspace, 'apps/processor/src/handler.ts');
    const source = readFileSync(handler, 'utf8');
    writeFileSync(handler, `${source}\nthrow (;\n`);
    await said(/processor\/src\/handler\.ts:\d+:[\s\S]*The stack keeps running unchanged/);
    writeFileSync(handler, `${source}\nexport const changed = 'changed';\n`);
    await said(/The processor was rebuilt in \d+\.\d s/);

    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
