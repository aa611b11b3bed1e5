import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { createApp } from '../create-app.ts';
import { JobsStack } from '../jobs-stack.ts';
import { parseStage, type StageSettings } from '../stage-settings.ts';
import { allStages } from '../all-stages.ts';

/** The template of one stage, with bundles that only exist. */
export function synthesize(stageName: string, settings: StageSettings = settingsOf(stageName)): Template {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-bundle-'));
  writeFileSync(join(folder, 'handler.mjs'), 'export const handler = async () => null;\n');
  const stack = new JobsStack(createApp(), `jobs-${stageName}`, {
    stageName,
    settings,
    bundles: { processor: folder, errorHandler: folder },
  });
  return Template.fromStack(stack);
}

export function settingsOf(stageName: string): StageSettings {
  return allStages()[stageName] ?? parseStage(stageName, undefined);
}
