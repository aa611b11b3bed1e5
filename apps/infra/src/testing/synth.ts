import { resolve } from 'node:path';
import { allStages } from '../stages/all-stages.ts';
import { suiteStackName } from '../stages/stack-name.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { addStage, synthesize } from '../synthesize.ts';
import { testBundles } from './test-bundles.ts';

/**
 * Makes a cloud assembly like that of `nx synth infra`, with the contract and the job of the tests, and for each stage a
 * stack that can be deployed beside it for a while.
 */
synthesize(resolve(import.meta.dirname, '../../../../dist/test-contract/cdk.out'), allStages(), testBundles, (app) => {
  for (const [stage, settings] of Object.entries(allStages())) {
    addStage(app, stage, forAWhile(settings), testBundles, suiteStackName(stage));
  }
});

/** The stage's settings without what outlives a stack, wakes people up, or takes from what the account can reserve. */
function forAWhile({ deployment: _, ...settings }: StageSettings): StageSettings {
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
