import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EventBridgeDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../create-app.ts';
import { JobFunction, type JobFunctionProps } from './job-function.ts';

type Overrides = Partial<JobFunctionProps> & { readonly code?: string };

function synthesize({ code = 'export const handler = () => null;', ...overrides }: Overrides = {}): Template {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-function-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const bundleFolder = join(folder, 'bundle');
  mkdirSync(bundleFolder);
  writeFileSync(join(bundleFolder, 'handler.mjs'), code);
  const stack = new Stack(createApp(join(folder, 'cdk.out')), 'stack');
  new JobFunction(stack, 'Worker', {
    description: 'Works',
    bundleFolder,
    environment: { TABLE: 'jobs' },
    timeoutSeconds: 10,
    memoryMb: 128,
    reservedConcurrency: 1,
    retryAttempts: 0,
    maxEventAgeSeconds: 60,
    onFailure: new EventBridgeDestination(new EventBus(stack, 'Bus')),
    logRetention: RetentionDays.ONE_DAY,
    logKey: new Key(stack, 'Key', { enableKeyRotation: true }),
    ...overrides,
  });
  return Template.fromStack(stack);
}

function versionOf(template: Template): string {
  const [version, ...others] = Object.keys(template.findResources('AWS::Lambda::Version'));
  expect([version, others]).toEqual([expect.any(String), []]);
  return version!;
}

describe('a job function', () => {
  it('B13 is invoked by an alias of its current version, which has the asynchronous configuration', () => {
    const template = synthesize();
    const [[live]] = Object.entries(template.findResources('AWS::Lambda::Alias')) as [[string, unknown]];

    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': [versionOf(template), 'Version'] },
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: live }] }] },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  });

  it.each<[string, Overrides]>([
    ['its code', { code: 'export const handler = () => 1;' }],
    ['its environment', { environment: { TABLE: 'other' } }],
    ['its time limit', { timeoutSeconds: 11 }],
    ['its memory', { memoryMb: 256 }],
  ])('is published again when %s changes', (_what, change) => {
    expect(versionOf(synthesize(change))).not.toBe(versionOf(synthesize()));
  });

  // Lambda publishes nothing if code and configuration match the last version, so the deployment would fail.
  it.each<[string, Overrides]>([
    ['nothing', {}],
    ['its concurrency', { reservedConcurrency: 2 }],
    ['its retries', { retryAttempts: 2, maxEventAgeSeconds: 3600 }],
    ['its log retention', { logRetention: RetentionDays.ONE_WEEK }],
  ])('is not published again when %s changes', (_what, change) => {
    expect(versionOf(synthesize(change))).toBe(versionOf(synthesize()));
  });

  it('keeps old versions, except that of a rolled-back deployment', () => {
    synthesize().hasResource('AWS::Lambda::Version', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});
