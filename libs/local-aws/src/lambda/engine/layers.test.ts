import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

/** A layer with these files by path; files in `bin` are executable. */
function createLayer(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'layer-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: name.startsWith('bin/') ? 0o755 : 0o644 });
  }
  return folder;
}

const program = (text: string) => `#!/bin/sh\necho ${text}\n`;
const packageOf = (text: string) => `module.exports = '${text}';`;

const code = `
  import { execFileSync } from 'node:child_process';
  import { readdirSync } from 'node:fs';
  import { createRequire } from 'node:module';
  const require = createRequire(import.meta.url);
  const folder = process.env.LOCAL_LAYERS_FOLDER ?? '/opt';
  export const handler = async ({ programs = [], packages = [] }) => ({
    programs: programs.map((name) => execFileSync(name, { encoding: 'utf8' }).trim()),
    packages: packages.map((name) => require(name)),
    files: readdirSync(folder).sort(),
    folder,
  });`;

interface Found {
  readonly programs: readonly string[];
  readonly packages: readonly string[];
  readonly files: readonly string[];
  readonly folder: string;
}

async function run(layerFolders: readonly string[], wanted: object) {
  const { call, lambda } = lambdaFixture([functionFixture(code, { layerFolders })]);
  return { found: (await call(wanted)).result as Found, lambda };
}

describe('the layers of a function', () => {
  it('provide programs and packages by name', async () => {
    const layer = createLayer({
      'bin/greet': program('hello'),
      'nodejs/node_modules/any/index.js': packageOf('any Node'),
      'nodejs/node24/node_modules/exact/index.js': packageOf('Node 24'),
    });
    const { found } = await run([layer], { programs: ['greet'], packages: ['any', 'exact'] });
    expect(found).toMatchObject({ programs: ['hello'], packages: ['any Node', 'Node 24'], files: ['bin', 'nodejs'] });
  });

  it('are merged in order, and the merged folder is deleted when the run ends', async () => {
    const first = createLayer({ 'bin/both': program('first'), 'bin/one': program('one'), 'data.txt': '' });
    const second = createLayer({ 'bin/both': program('second') });
    const { found, lambda } = await run([first, second], { programs: ['one', 'both'] });
    expect(found).toMatchObject({ programs: ['one', 'second'], files: ['bin', 'data.txt'] });
    expect(existsSync(found.folder)).toBe(true);
    await lambda.stop();
    expect(existsSync(found.folder)).toBe(false);
    expect(existsSync(first)).toBe(true);
  });

  it('keep a configured path, apart from its /opt entries', async () => {
    const layer = createLayer({ 'tools/greet': program('hello') });
    const environment = { PATH: '/opt/tools:/bin:/optional' };
    const definition = functionFixture('export const handler = async () => process.env.PATH;', {
      layerFolders: [layer],
      environment,
    });
    expect((await lambdaFixture([definition]).call({})).result).toBe(`${layer}/tools:/bin:/optional`);
  });

  it('must exist and number at most five', () => {
    const start = (layerFolders: readonly string[]) => lambdaFixture([functionFixture('', { layerFolders })]);
    const layer = createLayer({});
    expect(() => start(Array.from({ length: 6 }, () => layer))).toThrow(/workerFunction.*6 layers; the maximum is 5/);
    expect(() => start([path.join(layer, 'none')])).toThrow(/workerFunction.*the layer folder .*none does not exist/);
  });
});
