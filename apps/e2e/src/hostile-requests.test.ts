import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isDeployed, nodeOptions } from './testing/target.ts';

const fuzz = resolve(import.meta.dirname, '../../local/fuzz/main.ts');

describe.skipIf(isDeployed)('hostile requests', () => {
  it('leave the stack running, get no 5xx response, and leak no memory', { timeout: 120_000 }, async () => {
    const options = ['--expose-gc', ...nodeOptions, fuzz, '--seed', '1', '--count', '2000'];
    const { stdout } = await promisify(execFile)(process.execPath, options);
    expect(stdout).toContain('2000 hostile requests: running, no 5xx');
  });
});
