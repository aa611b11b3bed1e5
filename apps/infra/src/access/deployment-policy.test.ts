import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStage } from '../stages/stage-settings.ts';
import { synthesize } from '../testing/synthesize.ts';

interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Condition?: object;
}

const policy = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../docs/deployment-policy.json'), 'utf8'),
) as { readonly Statement: readonly PolicyStatement[] };

const actionsOf = (effect: 'Allow' | 'Deny') =>
  policy.Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action);

/** With every setting that adds resources. */
const everything = synthesize(
  'prod',
  parseStage('prod', {
    completionEvents: true,
    api: { separateRoles: true, webAcl: {}, allowedOrigins: ['https://app.example.com'] },
    monitoring: {
      alarmEmail: 'team@example.com',
      rejectionsByCaller: true,
      budget: { monthlyUsd: 100, email: 'team@example.com' },
    },
    deployment: { strategy: 'canary10percent5minutes' },
    target: { permissionsBoundary: 'jobs-prod-boundary' },
  }),
).toJSON() as { Resources: Record<string, { Type: string; Properties?: { PermissionsBoundary?: unknown } }> };

describe('docs/deployment-policy.json', () => {
  it('allows the services of all resources that a stage can have', () => {
    const services = new Set(
      Object.values(everything.Resources).map(({ Type }) => Type.split('::')[1]?.toLowerCase() ?? ''),
    );
    services.delete('iam');
    expect(services.size).toBeGreaterThan(10);
    expect([...services].filter((service) => !actionsOf('Allow').includes(`${service}:*`))).toEqual([]);
  });

  it('allows no IAM users, keys or policies, and no roles without a boundary', () => {
    const iam = actionsOf('Allow').filter((action) => action.startsWith('iam:'));
    expect(iam.filter((action) => /\*|User|AccessKey|CreatePolicy|DeleteRolePermissionsBoundary/.test(action))).toEqual(
      [],
    );
    expect(actionsOf('Deny')).toEqual(expect.arrayContaining(['iam:CreateRole', 'iam:PutRolePolicy']));
  });
});

describe('a stage with a permissions boundary', () => {
  it('has it on all its roles', () => {
    const roles = Object.values(everything.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(5);
    for (const { Properties } of roles) {
      expect(JSON.stringify(Properties?.PermissionsBoundary)).toContain(':policy/jobs-prod-boundary');
    }
  });
});
