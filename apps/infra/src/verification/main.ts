import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { allStages } from '../stages/all-stages.ts';
import { verificationStackName } from '../stages/stack-name.ts';
import { propsOfTarget } from '../synthesize.ts';
import { VerificationStack } from './verification-stack.ts';

const app = new App({
  outdir: resolve(import.meta.dirname, '../../../../dist/verification/cdk.out'),
  analyticsReporting: false,
  treeMetadata: false,
});
for (const [stage, settings] of Object.entries(allStages())) {
  new VerificationStack(app, verificationStackName(stage), propsOfTarget(settings));
}
app.synth();
