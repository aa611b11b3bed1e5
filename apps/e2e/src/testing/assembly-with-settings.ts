import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';
import { testBundles } from '@jobs/infra/testing/test-bundles';

/** A cloud assembly whose stage `dev` has these settings. */
export function assemblyWithSettings(settings: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  synthesize(folder, { dev: parseStage('dev', settings) }, testBundles);
  return folder;
}
