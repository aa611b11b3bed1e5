import { resolve } from 'node:path';
import { allStages } from '../stages/all-stages.ts';
import { suiteStackName } from '../stages/stack-name.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { addStage, synthesize } from '../synthesize.ts';
import { testBundles } from './test-bundles.ts';

/**
 * Creates a cloud assembly like that of `nx synth infra`, with the tests' contract and job, and for each stage a
 * temporary stack that can be deployed next to it.
 */
synthesize(resolve(import.meta.dirname, '../../../../dist/test-contract/cdk.out'), allStages(), testBundles, (app) => {
  for (const [stage, settings] of Object.entries(allStages())) {
    addStage(app, stage, temporarySettings(settings), testBundles, suiteStackName(stage));
  }
});

/** The stage's settings for a temporary stack: without retained data, alarms and reserved concurrency. */
function temporarySettings({ deployment: _, ...settings }: StageSettings): StageSettings {
  return {
    ...settings,
    retainData: false,
    completionEvents: false,
    monitoring: { ...settings.monitoring, enabled: false },
    api: { ...settings.api, setAccountLogRole: false },
    processor: { ...settings.processor, reservedConcurrency: 'none' },
    errorHandler: { ...settings.errorHandler, reservedConcurrency: 'none' },
  };
}
