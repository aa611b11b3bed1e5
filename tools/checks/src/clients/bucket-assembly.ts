import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackNameOf } from '@jobs/infra/stack-name';
import { workspace } from '../workspace/environment.ts';

const bucket = { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } };
const output = (logicalId: string) => ({ Value: { Ref: logicalId } });

/** Copies the cloud assembly into a folder, and adds two buckets to the stack, whose names are outputs. */
export function writeBucketAssembly(folder: string): void {
  cpSync(join(workspace, 'apps/infra/cdk.out'), folder, { recursive: true });
  const file = join(folder, `${stackNameOf('dev')}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Record<'Resources' | 'Outputs', object>;
  Object.assign(template.Resources, { Files: bucket, OtherFiles: bucket });
  Object.assign(template.Outputs, { Files: output('Files'), OtherFiles: output('OtherFiles') });
  writeFileSync(file, JSON.stringify(template));
}
