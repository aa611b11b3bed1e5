import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStackFacts } from './stack-facts.ts';

describe('readStackFacts', () => {
  it('counts monthly billed resources', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facts-'));
    const stat = { MetricStat: {} };
    const Resources = {
      Key: { Type: 'AWS::KMS::Key' },
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      Math: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [stat, stat, { Expression: 'a/b' }] } },
      Board: { Type: 'AWS::CloudWatch::Dashboard' },
      Reads: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyDocument: { Statement: [{ Action: ['kms:Decrypt', 'kms:DescribeKey'] }] } },
      },
      Logs: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyDocument: { Statement: [{ Action: 'logs:PutLogEvents' }] } },
      },
    };
    writeFileSync(join(folder, 'jobs-x.template.json'), JSON.stringify({ Resources }));

    expect(readStackFacts(folder, 'jobs-x')).toEqual({
      keys: 1,
      alarms: 2,
      alarmMetrics: 3,
      dashboards: 1,
      tablePrincipals: 1,
    });
  });
});
