import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { allStages } from '../stages.ts';
import { stageOf } from './stage-of.ts';

interface Target {
  readonly configurations: Readonly<Record<string, { readonly env: { readonly JOBS_STAGE: string } }>>;
  readonly defaultConfiguration?: string;
  readonly options: { readonly env?: object };
}

const { nx } = createRequire(import.meta.url)('../../package.json') as { nx: { targets: Record<string, Target> } };
const stages = Object.keys(allStages());

describe.each(['diff', 'deploy', 'destroy', 'replay'])('nx %s infra', (name) => {
  const target = nx.targets[name]!;

  it('has a configuration for each stage, and for nothing else', () => {
    const named = Object.entries(target.configurations).map(([configuration, { env }]) => [
      configuration,
      env.JOBS_STAGE,
    ]);
    expect(named).toEqual(stages.map((stage) => [stage, stage]));
  });

  // Nx takes the default for a configuration that it does not know, so what deletes must have none.
  it(name === 'destroy' ? 'is for a stage that is named only' : 'is for dev when no stage is named', () => {
    expect(target.defaultConfiguration).toBe(name === 'destroy' ? undefined : 'dev');
    expect(target.options.env).toBeUndefined();
  });
});

describe('stageOf', () => {
  it('takes a known stage only', () => {
    expect(stageOf({ JOBS_STAGE: 'prod' }, stages)).toBe('prod');
    expect(() => stageOf({ JOBS_STAGE: 'staging' }, stages)).toThrow(
      /no stage 'staging'.*--configuration=dev or --configuration=prod/,
    );
    expect(() => stageOf({}, stages)).toThrow(/no stage of that name/);
  });
});
