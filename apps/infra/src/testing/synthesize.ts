import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { createApp } from '../create-app.ts';
import type { JobsStack } from '../jobs-stack.ts';
import { allStages } from '../stages/all-stages.ts';
import { parseStage, type StageSettings } from '../stages/stage-settings.ts';
import { addStage } from '../synthesize.ts';

/**
 * The template of one stage, with dummy bundles.
 * @param change modifies the stack before synthesis
 */
export function synthesize(
  stageName: string,
  settings: StageSettings = settingsOf(stageName),
  change: (stack: JobsStack) => void = () => undefined,
): Template {
  return withStack(stageName, settings, (stack) => {
    change(stack);
    return Template.fromStack(stack);
  });
}

/** The stack of one stage, with dummy bundles that are already deleted. */
export const createStack = (stageName: string, settings: StageSettings = settingsOf(stageName)): JobsStack =>
  withStack(stageName, settings, (stack) => stack);

/** Creates the stack of one stage with temporary files, which are deleted after `use`. */
function withStack<Result>(stageName: string, settings: StageSettings, use: (stack: JobsStack) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-stack-'));
  try {
    const bundle = join(folder, 'bundle');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'handler.mjs'), 'export const handler = async () => null;\n');
    const app = createApp(join(folder, 'cdk.out'));
    return use(addStage(app, stageName, settings, { processor: bundle, errorHandler: bundle }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function settingsOf(stageName: string): StageSettings {
  return allStages()[stageName] ?? parseStage(stageName, undefined);
}
