import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppOptions, createApp } from './create-app.ts';
import { describeFinding, readFindings } from './findings.ts';
import { suppress } from './suppress.ts';

/** An app with a bucket in each of two stacks, for which cdk-nag reports a finding. */
function appWithBuckets(options?: AppOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'findings-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const app: App = createApp(folder, options);
  const buckets = ['one', 'two'].map(
    (name) =>
      new Bucket(new Stack(app, name), 'LargeReports', {
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        enforceSSL: true,
      }),
  );
  return { app, folder, buckets };
}

describe('a finding of cdk-nag', () => {
  it('is read from the cloud assembly, with the line that accepts it', () => {
    const { app, folder } = appWithBuckets({ findings: 'report' });
    app.synth();
    expect(readFindings(folder).map(describeFinding)).toEqual([
      'AwsSolutions-S1: The S3 Bucket has server access logs disabled.\n' +
        '  at one/LargeReports, two/LargeReports\n' +
        "  Fix it, or accept it with: suppress(largeReports, { 'AwsSolutions-S1': 'why this is acceptable' });",
    ]);
  });

  it('is no longer reported once it is accepted', () => {
    const { app, folder, buckets } = appWithBuckets({ findings: 'report' });
    for (const bucket of buckets) suppress(bucket, { 'AwsSolutions-S1': 'Nobody reads them.' });
    app.synth();
    expect(readFindings(folder)).toEqual([]);
  });

  it('fails the synthesis unless it is only reported', () => {
    const { app } = appWithBuckets();
    expect(() => app.synth()).toThrow('AwsSolutions-S1');
  });

  it('belongs to the construct that contains the role and its policy', () => {
    const finding = { rule: 'AwsSolutions-IAM5[Resource::*]', description: 'Wildcards.' };
    const constructs = ['jobs-dev/Processing/Processor/Role/DefaultPolicy'];
    expect(describeFinding({ ...finding, constructs })).toContain(
      "suppress(processor, { 'AwsSolutions-IAM5[Resource::*]':",
    );
  });
});

it('has no report if nothing was synthesized', () => {
  expect(readFindings(join(tmpdir(), 'no-such-folder'))).toEqual([]);
});
