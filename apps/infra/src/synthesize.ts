import { resolve } from 'node:path';
import { createApp } from './create-app.ts';
import { JobsStack, type JobsStackProps } from './jobs-stack.ts';
import { stackNameOf } from './stack-name.ts';
import type { StageSettings } from './stage-settings.ts';

type Bundles = JobsStackProps['bundles'];

const apps = resolve(import.meta.dirname, '../..');
const built: Bundles = {
  processor: resolve(apps, 'processor/dist'),
  errorHandler: resolve(apps, 'error-handler/dist'),
};

/**
 * Synthesizes a stack for each stage into one cloud assembly, which is deployed and run as it is.
 * @param bundles the folders of the functions' bundles; what `npx nx build` makes, by default
 */
export function synthesize(
  folder: string,
  stages: Readonly<Record<string, StageSettings>>,
  bundles: Bundles = built,
): void {
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
