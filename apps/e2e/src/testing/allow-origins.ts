import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';

/** A cloud assembly of a stack whose API pages of some origins may call. */
export function allowOrigins(...allowedOrigins: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  synthesize(folder, { dev: parseStage('dev', { api: { allowedOrigins } }) });
  return folder;
}
