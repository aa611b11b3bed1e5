import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodesV2, preTasksExecution } from '../../nx/stages-plugin.mjs';
import { allStages } from '../all-stages.ts';
import { stageOf } from './stage-of.ts';

interface Target {
  readonly executor?: string;
  readonly defaultConfiguration?: string;
  readonly cache?: boolean;
}

interface Executors {
  readonly executors: Readonly<Record<string, { readonly implementation: string; readonly schema: string }>>;
}

const project = resolve(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(resolve(project, file), 'utf8')) as unknown;
const { targets } = (readJson('package.json') as { nx: { targets: Record<string, Target> } }).nx;
const { executors } = readJson('executors.json') as Executors;
const operations = ['bootstrap', 'preflight', 'diff', 'deploy', 'destroy', 'replay', 'logs'];
const stages = allStages();

describe.each(operations)('nx %s infra', (name) => {
  it('runs its script, never answered from the cache', () => {
    expect(targets[name]).toMatchObject({ executor: `@jobs/infra:${name}`, cache: false });
    expect(executors[name]).toMatchObject({ schema: `./src/operations/${name}.schema.json` });
    expect(() => readFileSync(resolve(project, `src/operations/${name}.ts`))).not.toThrow();
  });

  it('has a configuration for each stage, and for nothing else', () => {
    const [, createNodes] = createNodesV2;
    const [[, { projects }]] = createNodes(['apps/infra/package.json']);
    const { configurations } = projects['apps/infra']?.targets[name] ?? {};
    expect(Object.keys(configurations ?? {})).toEqual(Object.keys(stages));
  });

  it(name === 'destroy' ? 'is for a stage that is named only' : 'is for dev when no stage is named', () => {
    const expected = name === 'destroy' || name === 'bootstrap' ? undefined : 'dev';
    expect(targets[name]?.defaultConfiguration).toBe(expected);
  });
});

describe('a stage that is not there', () => {
  const run = (args: readonly string[]) => {
    preTasksExecution(undefined, { argv: ['node', 'nx', ...args] });
  };

  it.each([
    'deploy infra --configuration=prdo',
    'deploy infra --configuration prdo',
    'run infra:deploy -c prdo',
    'run infra:deploy:prdo',
    'run-many -t deploy -c=prdo',
  ])('is refused: nx %s', (command) => {
    expect(() => {
      run(command.split(' '));
    }).toThrow(/no stage 'prdo'.*--configuration=dev or --configuration=prod/);
  });

  it.each([
    'deploy infra',
    'deploy infra --configuration=prod',
    'run infra:deploy:dev',
    'run client-sdk:build:production',
    'build client-sdk -c production',
  ])('is not what other commands are about: nx %s', (command) => {
    expect(() => {
      run(command.split(' '));
    }).not.toThrow();
  });

  it('is refused where the operation is run by itself', () => {
    expect(stageOf({ JOBS_STAGE: 'prod' }, stages)).toMatchObject({ stage: 'prod' });
    expect(() => stageOf({ JOBS_STAGE: 'staging' }, stages)).toThrow(/no stage 'staging'.*--configuration=dev or/);
    expect(() => stageOf({}, stages)).toThrow(/Which stage\?/);
  });
});
