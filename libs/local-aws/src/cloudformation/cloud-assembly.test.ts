import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStack } from './cloud-assembly.ts';
import { writeAssembly } from './testing/write-assembly.ts';

describe('loadStack', () => {
  it('finds the template of a stack and the folders of its assets', () => {
    const folder = writeAssembly({ Resources: {} }, { abc: 'export {}' });
    const stack = loadStack(folder, 'test');
    expect(stack.template).toEqual({ Resources: {} });
    expect(stack.assetFolder('abc.zip')).toBe(join(folder, 'asset.abc'));
    expect(stack.assetFolder('other.zip')).toBeUndefined();
  });

  it('says what to run when there is no assembly', () => {
    expect(() => loadStack('/nowhere', 'test')).toThrow(/\/nowhere\/manifest\.json can't be read.*nx synth infra/);
  });

  it('says which file is broken', () => {
    const folder = writeAssembly({ Resources: {} });
    writeFileSync(join(folder, 'test.template.json'), '{"Resources": {');
    expect(() => loadStack(folder, 'test')).toThrow(/test\.template\.json is not JSON/);
  });

  it('names the stacks that there are', () => {
    expect(() => loadStack(writeAssembly({ Resources: {} }), 'jobs-dev')).toThrow(/no stack 'jobs-dev'; it has: test/);
  });

  it.each([
    [{ Resources: {}, Mappings: {} }, /top level, Mappings/],
    [{ Resources: {}, Parameters: { Size: {} } }, /Parameters, Size/],
    [{ Resources: { Table: { Type: 'X', Condition: 'IsProd' } } }, /Table, Condition/],
  ])('refuses a part of a template that it does not know: %j', (template, message) => {
    expect(() => loadStack(writeAssembly(template), 'test')).toThrow(message);
  });
});
