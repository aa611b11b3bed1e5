import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from './create-app.ts';
import { suppress } from './suppress.ts';

/** A queue without a dead-letter queue that allows plain HTTP. */
function queueIn(outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'))) {
  onTestFinished(() => {
    rmSync(outdir, { recursive: true, force: true });
  });
  const app = createApp(outdir);
  const stack = new Stack(app, 'stack');
  return { app, outdir, stack, queue: new Queue(stack, 'Queue') };
}

describe('a finding of cdk-nag', () => {
  it('fails the synthesis, and is reported with its construct', () => {
    const { app, outdir } = queueIn();
    expect(() => app.synth()).toThrow(/validation-report\.json/);
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    expect(report).toMatch(/AwsSolutions-SQS3.*stack\/Queue\/Resource/s);
  });

  it('is accepted with a reason, which is in the template', () => {
    const { app, stack, queue } = queueIn();
    suppress(queue, { 'AwsSolutions-SQS3': 'It is the last one.', 'AwsSolutions-SQS4': 'It is a test.' });
    app.synth();
    Template.fromStack(stack).hasResource('AWS::SQS::Queue', {
      Metadata: {
        cdk_nag: {
          rules_to_suppress: [
            { id: 'AwsSolutions-SQS3', reason: 'It is the last one.' },
            { id: 'AwsSolutions-SQS4', reason: 'It is a test.' },
          ],
        },
      },
    });
  });
});

describe('a finding of checkov or cfn-lint', () => {
  it('is accepted in the metadata of its resource', () => {
    const { stack, queue } = queueIn();
    suppress(queue, {
      CKV_AWS_27: 'It keeps nothing.',
      W3005: 'No harm.',
      'AwsSolutions-SQS3': '-',
      'AwsSolutions-SQS4': '-',
    });
    suppress(queue, { CKV2_AWS_73: 'Nor this.', W3045: 'Nor that.' });
    Template.fromStack(stack).hasResource('AWS::SQS::Queue', {
      Metadata: {
        checkov: {
          skip: [
            { id: 'CKV_AWS_27', comment: 'It keeps nothing.' },
            { id: 'CKV2_AWS_73', comment: 'Nor this.' },
          ],
        },
        'cfn-lint': {
          config: { ignore_checks: ['W3005', 'W3045'] },
          reasons: { W3005: 'No harm.', W3045: 'Nor that.' },
        },
      },
    });
  });

  it('needs a resource', () => {
    const { stack } = queueIn();
    expect(() => {
      suppress(stack, { CKV_AWS_27: 'All of them.' });
    }).toThrow(/stack has no single CloudFormation resource/);
  });
});
