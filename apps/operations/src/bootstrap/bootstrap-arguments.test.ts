import { describe, expect, it } from 'vitest';
import { bootstrapArguments, toolkitStackName } from './bootstrap-arguments.ts';

const account = { accountId: '111122223333', region: 'eu-west-1' };

describe('the bootstrap', () => {
  it('is shared by all stages by default, as CDK creates it', () => {
    expect(bootstrapArguments(account, {}, {})).toEqual(['bootstrap', 'aws://111122223333/eu-west-1']);
    expect(toolkitStackName({})).toBe('CDKToolkit');
  });

  it('is separate for a stage with a qualifier, with a boundary and fewer permissions', () => {
    const target = { bootstrapQualifier: 'prod', permissionsBoundary: 'jobs-boundary' };
    const executionPolicies = 'arn:aws:iam::111122223333:policy/jobs-deploy';
    expect(bootstrapArguments(account, target, { executionPolicies, trust: '444455556666' })).toEqual([
      'bootstrap',
      'aws://111122223333/eu-west-1',
      '--qualifier',
      'prod',
      '--toolkit-stack-name',
      'CDKToolkit-prod',
      '--cloudformation-execution-policies',
      executionPolicies,
      '--custom-permissions-boundary',
      'jobs-boundary',
      '--trust',
      '444455556666',
    ]);
  });
});
