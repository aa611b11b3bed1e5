import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';

/** A cloud assembly of a stack with other settings of its API, the section `api` of a stage. */
export function withApiSettings(api: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  synthesize(folder, { dev: parseStage('dev', { api }) });
  return folder;
}
