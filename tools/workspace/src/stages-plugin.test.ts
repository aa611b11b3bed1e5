import { describe, expect, it } from 'vitest';
import { allStages } from '@jobs/infra/all-stages';
import { createNodesV2, preTasksExecution } from './stages-plugin.mjs';

describe('a target that is run for a stage', () => {
  const [, createNodes] = createNodesV2;

  it.each([
    ['infra', 'deploy'],
    ['e2e', 'e2e-deployed'],
  ])('has exactly one configuration per stage: %s:%s', (project, target) => {
    const [[, { projects }]] = createNodes([`apps/${project}/package.json`]);
    const { configurations } = projects[`apps/${project}`]?.targets[target] ?? {};
    expect(Object.keys(configurations ?? {})).toEqual(Object.keys(allStages()));
  });

  it("is one whose executor is the workspace's own", () => {
    const [[, { projects }]] = createNodes(['apps/infra/package.json']);
    expect(Object.keys(projects['apps/infra']?.targets ?? {})).not.toContain('synth');
  });
});

describe('an unknown stage', () => {
  const run = (args: readonly string[]) => {
    preTasksExecution(undefined, { argv: ['node', 'nx', ...args] });
  };

  it.each([
    'deploy infra --configuration=prdo',
    'deploy infra --configuration prdo',
    'run infra:deploy -c prdo',
    'run infra:deploy:prdo',
    'run-many -t deploy -c=prdo',
  ])('is rejected: nx %s', (command) => {
    expect(() => {
      run(command.split(' '));
    }).toThrow(/Unknown stage 'prdo'.*--configuration=dev or --configuration=prod/);
  });

  it.each([
    'deploy infra',
    'deploy infra --configuration=prod',
    'run infra:deploy:dev',
    'run client-sdk:build:production',
    'build client-sdk -c production',
  ])('does not affect other commands: nx %s', (command) => {
    expect(() => {
      run(command.split(' '));
    }).not.toThrow();
  });
});
