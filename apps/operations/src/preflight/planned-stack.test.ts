import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OperationError } from '../operation/errors.ts';
import { plannedNames } from './planned-names.ts';
import { readPlannedStack } from './planned-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('readPlannedStack', () => {
  it('says what to do without an assembly', () => {
    const read = () => readPlannedStack(join(folder, 'nowhere'), 'jobs-dev', 'eu-west-1');
    expect(read).toThrow(OperationError);
    expect(read).toThrow(/No cloud assembly in .*nowhere.*npx nx synth infra/);
  });

  it('says what to do when the assembly does not have the stack', () => {
    writeFileSync(join(folder, 'manifest.json'), '{"artifacts": {}}');
    expect(() => readPlannedStack(folder, 'jobs-dev', 'eu-west-1')).toThrow(
      /has no stack jobs-dev.*npx nx synth infra/,
    );
  });
});

describe('the names that a template gives', () => {
  it('are literal, or joined with the region', () => {
    const regional = { 'Fn::Join': ['', ['jobs-dev-', { Ref: 'AWS::Region' }]] };
    const resources = [
      { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: regional } },
      { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'jobs-dev-ApiLatency' } },
      { Type: 'AWS::Events::EventBus', Properties: { Name: { 'Fn::Join': ['-', ['bus', { Ref: 'Other' }]] } } },
      { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'other' } },
    ];
    expect(plannedNames(resources, 'eu-west-1')).toEqual([
      { type: 'AWS::CloudWatch::Dashboard', name: 'jobs-dev-eu-west-1' },
      { type: 'AWS::CloudWatch::Alarm', name: 'jobs-dev-ApiLatency' },
    ]);
  });
});
