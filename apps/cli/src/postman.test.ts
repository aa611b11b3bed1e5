import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writePostmanEnvironment } from './postman.ts';

it.skipIf(process.platform === 'win32')(
  'credentials are written for the user alone, into an old file, too',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobs-cli-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, 'environment.json');
    writeFileSync(file, 'of long ago, and much longer than what is written now'.repeat(100), { mode: 0o644 });
    const credentials = () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });
    const target = { url: 'https://api.example/dev/', region: 'eu-west-1', credentials };
    let output = '';
    const stdout = { write: (text: string) => (output += text) };
    await writePostmanEnvironment({ output: 'environment.json', json: false }, target, { folder, stdout });
    expect(output).toBe(`${file}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'Jobs API' });
  },
);
