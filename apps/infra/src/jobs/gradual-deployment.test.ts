import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parseStage, stageSettingsSchema } from '../stages/stage-settings.ts';
import { synthesize } from '../testing/synthesize.ts';

const strategies = stageSettingsSchema.in.shape.deployment.unwrap().shape.strategy.options;
const gradual = (strategy: string) => synthesize('dev', parseStage('dev', { deployment: { strategy } }));

interface AliasResource {
  readonly Properties?: object;
  readonly UpdatePolicy?: object;
}

describe('deployments', () => {
  it('shift all traffic at once by default', () => {
    const template = synthesize('dev', parseStage('dev', {}));
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    const aliases = Object.values(template.findResources('AWS::Lambda::Alias')) as AliasResource[];
    expect(aliases.map(({ UpdatePolicy }) => UpdatePolicy)).toEqual([undefined, undefined]);
  });

  it('can move the alias of each function in steps, and roll back', () => {
    const template = gradual('canary10percent5minutes');
    const [application] = Object.keys(template.findResources('AWS::CodeDeploy::Application'));
    const groups = Object.keys(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
    const aliases = Object.values(template.findResources('AWS::Lambda::Alias')) as AliasResource[];

    template.allResourcesProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_FAILURE']) },
    });
    expect(groups).toHaveLength(2);
    expect(aliases.map(({ UpdatePolicy }) => UpdatePolicy)).toEqual(
      expect.arrayContaining(
        groups.map((group) => ({
          CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: application }, DeploymentGroupName: { Ref: group } },
        })),
      ),
    );
  });

  it.each(strategies)('support %s', (strategy) => {
    const names = Object.values(gradual(strategy).findResources('AWS::CodeDeploy::DeploymentGroup')).map(
      (group) => (group as { Properties: { DeploymentConfigName: string } }).Properties.DeploymentConfigName,
    );
    expect(names.map((name) => name.toLowerCase())).toEqual(
      [1, 2].map(() => `CodeDeployDefault.Lambda${strategy}`.toLowerCase()),
    );
  });

  it('reject an unknown strategy, and list the known ones', () => {
    expect(() => parseStage('dev', { deployment: { strategy: 'slowly' } })).toThrow(
      /deployment\.strategy: .*canary10percent5minutes.*slowly/,
    );
  });

  it('roll back on the alarms that a faulty version raises', () => {
    const groups = Object.values(
      gradual('linear10percentEvery1minute').findResources('AWS::CodeDeploy::DeploymentGroup'),
    ) as { Properties: { AlarmConfiguration: { Alarms: { Name: { Ref: string } }[] } } }[];
    const alarms = groups.map(({ Properties }) => Properties.AlarmConfiguration.Alarms.map(({ Name }) => Name.Ref));

    for (const { length } of alarms) {
      expect(length).toBeGreaterThan(0);
      // CodeDeploy's limit.
      expect(length).toBeLessThanOrEqual(10);
    }
    expect(groups).toMatchObject(
      groups.map(() => ({
        Properties: {
          AlarmConfiguration: { Enabled: true },
          AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
        },
      })),
    );
  });

  it('have no circular dependencies', () => {
    const json = gradual('canary10percent5minutes').toJSON() as { Resources: Record<string, AliasResource> };
    // CDK looks for cycles only among the properties, but what an update policy names must also exist first.
    const resources = Object.entries(json.Resources).map(([id, { UpdatePolicy, ...resource }]) => [
      id,
      { ...resource, Properties: { ...resource.Properties, UpdatePolicy } },
    ]);
    expect(() => Template.fromJSON({ Resources: Object.fromEntries(resources) as object })).not.toThrow();
  });

  it('roll back only on their own failure, without monitoring', () => {
    const settings = parseStage('dev', {
      deployment: { strategy: 'canary10percent5minutes' },
      monitoring: { enabled: false },
    });
    synthesize('dev', settings).allResourcesProperties('AWS::CodeDeploy::DeploymentGroup', {
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] },
    });
  });
});
