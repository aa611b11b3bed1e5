import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OperationError } from '../operation/errors.ts';
import { readPlannedStack } from './planned-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('readPlannedStack', () => {
  it('says what to do where there is no assembly', () => {
    const read = () => readPlannedStack(join(folder, 'nowhere'), 'jobs-dev');
    expect(read).toThrow(OperationError);
    expect(read).toThrow(/no cloud assembly in .*nowhere.*npx nx synth infra/);
  });

  it('says what to do when the assembly does not have the stack', () => {
    writeFileSync(join(folder, 'manifest.json'), '{"artifacts": {}}');
    expect(() => readPlannedStack(folder, 'jobs-dev')).toThrow(/has no stack jobs-dev.*npx nx synth infra/);
  });
});
