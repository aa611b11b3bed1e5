import { resolve } from 'node:path';
import { createApp } from './create-app.ts';
import { JobsStack } from './jobs-stack.ts';
import { allStages } from './stages.ts';

const apps = resolve(import.meta.dirname, '../..');
const bundles = { processor: resolve(apps, 'processor/dist'), errorHandler: resolve(apps, 'error-handler/dist') };

/** Synthesizes the stack of each stage into one cloud assembly, `cdk.out`, that is deployed and run as it is. */
function synthesize(): void {
  const app = createApp(process.env.CDK_OUTDIR ?? resolve(import.meta.dirname, '../cdk.out'));
  for (const [stageName, settings] of Object.entries(allStages())) {
    new JobsStack(app, `jobs-${stageName}`, {
      description: `Jobs API (${stageName})`,
      stageName,
      settings,
      bundles,
      terminationProtection: settings.retainData,
    });
  }
  app.synth();
}

try {
  synthesize();
} catch (error) {
  process.stderr.write(`Can't synthesize the stack: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
