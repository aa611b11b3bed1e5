import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { allStages } from '../all-stages.ts';
import { createApp } from '../create-app.ts';
import type { JobsStack } from '../jobs-stack.ts';
import { parseStage, type StageSettings } from '../stage-settings.ts';
import { addStage } from '../synthesize.ts';

/** The template of one stage. */
export const synthesize = (stageName: string, settings?: StageSettings): Template =>
  Template.fromStack(createStack(stageName, settings));

/** The stack of one stage, with bundles that only exist. */
export function createStack(stageName: string, settings: StageSettings = settingsOf(stageName)): JobsStack {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-bundle-'));
  writeFileSync(join(folder, 'handler.mjs'), 'export const handler = async () => null;\n');
  return addStage(createApp(), stageName, settings, { processor: folder, errorHandler: folder });
}

export function settingsOf(stageName: string): StageSettings {
  return allStages()[stageName] ?? parseStage(stageName, undefined);
}
