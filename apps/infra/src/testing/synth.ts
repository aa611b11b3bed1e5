import { resolve } from 'node:path';
import { allStages } from '../stages/all-stages.ts';
import { synthesize } from '../synthesize.ts';
import { testBundles } from './test-bundles.ts';

/** Makes a cloud assembly like that of `nx synth infra`, with the contract and the job of the tests. */
synthesize(resolve(import.meta.dirname, '../../../../dist/test-contract/cdk.out'), allStages(), testBundles);
