import { resolve } from 'node:path';
import { allStages } from '@jobs/infra/all-stages';
import { stackNameOf } from '@jobs/infra/stack-name';
import type { StageSettings } from '@jobs/infra/stage-settings';
import { failingProfile, type Measurements, type Profile, profiles } from '../cost/profile.ts';
import { readStackFacts, type StackFacts } from '../cost/stack-facts.ts';

/** The stage that the page describes. */
export const stageName = 'prod';
export const stackName = stackNameOf(stageName);
/** The folder that `npx nx synth infra` writes. */
const assembly = resolve(import.meta.dirname, '../../../../apps/infra/cdk.out');

/** All inputs of the page's numbers. */
export interface PageFacts {
  readonly settings: StageSettings;
  readonly stack: StackFacts;
  readonly measured: Measurements;
  readonly kinds: readonly Profile[];
  readonly failing: Profile;
  /** The example job, used where one has to represent all. */
  readonly example: Profile;
}

export function pageFacts(measured: Measurements): PageFacts {
  const settings = allStages()[stageName];
  if (!settings) throw new Error(`Unknown stage '${stageName}'.`);
  const kinds = profiles(measured);
  const [, example] = kinds;
  if (!example) throw new Error('profileSeconds must have a second entry: the example.');
  const stack = readStackFacts(assembly, stackName);
  return { settings, stack, measured, kinds, failing: failingProfile(measured), example };
}
