import { resolve } from 'node:path';
import { createApp } from './create-app.ts';
import { JobsStack } from './jobs-stack.ts';
import { stackNameOf } from './stack-name.ts';
import type { StageSettings } from './stage-settings.ts';

const apps = resolve(import.meta.dirname, '../..');
const bundles = { processor: resolve(apps, 'processor/dist'), errorHandler: resolve(apps, 'error-handler/dist') };

/** Synthesizes a stack for each stage into one cloud assembly, which is deployed and run as it is. */
export function synthesize(folder: string, stages: Readonly<Record<string, StageSettings>>): void {
  const app = createApp(folder);
  for (const [stageName, settings] of Object.entries(stages)) {
    new JobsStack(app, stackNameOf(stageName), {
      description: `Jobs API (${stageName})`,
      stageName,
      settings,
      bundles,
      terminationProtection: settings.retainData,
    });
  }
  app.synth();
}
