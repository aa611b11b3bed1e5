import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Target {
  readonly executor?: string;
  readonly defaultConfiguration?: string;
  readonly cache?: boolean;
}

interface Executors {
  readonly executors: Readonly<Record<string, { readonly implementation: string; readonly schema: string }>>;
}

const apps = resolve(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(resolve(apps, file), 'utf8')) as unknown;
const { targets } = (readJson('infra/package.json') as { nx: { targets: Record<string, Target> } }).nx;
const { executors } = readJson('operations/executors.json') as Executors;
const operations = ['bootstrap', 'preflight', 'diff', 'deploy', 'destroy', 'replay', 'erase', 'logs'];

describe.each(operations)('nx %s infra', (name) => {
  it('runs its script, never from the cache', () => {
    expect(targets[name]).toMatchObject({ executor: `@jobs/operations:${name}`, cache: false });
    expect(executors[name]).toMatchObject({ schema: `./src/${name}/${name}.schema.json` });
    expect(() => readFileSync(resolve(apps, `operations/src/${name}/${name}.ts`))).not.toThrow();
  });

  it(name === 'destroy' || name === 'bootstrap' ? 'has no default stage' : 'is for dev when no stage is named', () => {
    const expected = name === 'destroy' || name === 'bootstrap' ? undefined : 'dev';
    expect(targets[name]?.defaultConfiguration).toBe(expected);
  });
});
