import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { stackNameOf } from '@jobs/infra/stack-name';
import { stageSettingsSchema } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';
import { queryAnswer, startFakeAws } from '../testing/fake-aws.ts';
import { deletions, findRetainedResources, freeTypes, printRetained } from './retained-resources.ts';

let aws: Awaited<ReturnType<typeof startFakeAws>> | undefined;
afterEach(() => aws?.stop());

const template = {
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain' },
    Logs: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Delete' },
    Failed: { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain' },
  },
};
const member = (logicalId: string, type: string, id: string) =>
  `<member><LogicalResourceId>${logicalId}</LogicalResourceId><ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId></member>`;
const page = (members: string, token = '') =>
  queryAnswer('ListStackResources', `<StackResourceSummaries>${members}</StackResourceSummaries>${token}`);

describe('retained resources of a deleted stack', () => {
  it('are those that its template retains, from all pages, listed with how to delete them', async () => {
    aws = await startFakeAws({
      GetTemplate: queryAnswer('GetTemplate', `<TemplateBody>${JSON.stringify(template)}</TemplateBody>`),
      ListStackResources: (body) =>
        body.includes('NextToken')
          ? page(member('Table', 'AWS::DynamoDB::Table', 'jobs-table'))
          : page(member('Logs', 'AWS::Logs::LogGroup', 'logs'), '<NextToken>2</NextToken>'),
    });
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    const client = new CloudFormationClient({ region: 'eu-west-1', endpoint: aws.endpoint, credentials });
    const retained = await findRetainedResources(client, 'jobs-prod', AbortSignal.timeout(10_000));
    expect(retained).toEqual([{ type: 'AWS::DynamoDB::Table', physicalId: 'jobs-table' }]);

    const lines: string[] = [];
    printRetained(retained, (line) => lines.push(line));
    expect(lines.join('\n')).toMatch(/AWS::DynamoDB::Table +jobs-table\n.*delete-table --table-name jobs-table/);
  });

  it('are split into billed and free', () => {
    const lines: string[] = [];
    const retained = [
      { type: 'AWS::IAM::Role', physicalId: 'logs' },
      { type: 'AWS::KMS::Key', physicalId: 'key' },
      { type: 'AWS::ApiGateway::Account', physicalId: 'account' },
    ];
    printRetained(retained, (line) => lines.push(line));
    const text = lines.join('\n');
    expect(text).toMatch(/still billed\):\n {2}AWS::KMS::Key +key\n.*schedule-key-deletion --key-id key\n\n/);
    expect(text).toMatch(/\(free\):\n {2}AWS::IAM::Role +logs\n {2}AWS::ApiGateway::Account +account$/);
  });

  it('have a deletion command, for each type that a stage can retain', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'retained-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const bundle = join(folder, 'bundle');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'index.mjs'), '');
    const settings = stageSettingsSchema.parse({
      ...{ retainData: true, completionEvents: true, api: { webAcl: { mode: 'block' } } },
      ...{ jobRetentionDays: 90, archiveRetentionDays: 90, logRetentionDays: 30, accessLogRetentionDays: 365 },
    });
    synthesize(join(folder, 'out'), { all: settings }, { processor: bundle, errorHandler: bundle });
    const { Resources } = JSON.parse(
      readFileSync(join(folder, 'out', `${stackNameOf('all')}.template.json`), 'utf8'),
    ) as {
      Resources: Record<string, { Type: string; DeletionPolicy?: string }>;
    };

    const types = Object.values(Resources).flatMap(({ Type, DeletionPolicy }) =>
      DeletionPolicy === 'Retain' ? [Type] : [],
    );

    expect(types).toContain('AWS::Events::EventBus');
    expect(types.filter((type) => !freeTypes.has(type) && !(type in deletions))).toEqual([]);
  });

  it('print nothing if there are none', () => {
    const lines: string[] = [];
    printRetained([], (line) => lines.push(line));
    expect(lines).toEqual([]);
  });
});
