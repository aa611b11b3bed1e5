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

  it('names the command to run when there is no assembly', () => {
    expect(() => loadStack('/nowhere', 'test')).toThrow(/Cannot read \/nowhere\/manifest\.json\. .*nx synth infra/);
  });

  it('names the broken file', () => {
    const folder = writeAssembly({ Resources: {} });
    writeFileSync(join(folder, 'test.template.json'), '{"Resources": {');
    expect(() => loadStack(folder, 'test')).toThrow(/test\.template\.json is not JSON/);
  });

  it('lists the available stacks', () => {
    expect(() => loadStack(writeAssembly({ Resources: {} }), 'jobs-dev')).toThrow(
      /no stack 'jobs-dev'\. Stacks: test\.$/,
    );
  });

  it.each([
    [{ Resources: {}, Mappings: {} }, /top level\.Mappings/],
    [{ Resources: {}, Parameters: { Size: {} } }, /Parameters\.Size/],
    [{ Resources: { Table: { Type: 'X', Condition: 'IsProd' } } }, /Table\.Condition/],
  ])('rejects an unsupported template section: %j', (template, message) => {
    expect(() => loadStack(writeAssembly(template), 'test')).toThrow(message);
  });
});
