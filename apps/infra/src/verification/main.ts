import { resolve } from 'node:path';
import { createApp } from '../create-app.ts';
import { allStages } from '../stages/all-stages.ts';
import { verificationStackName } from '../stages/stack-name.ts';
import { targetStackProps } from '../synthesize.ts';
import { VerificationStack } from './verification-stack.ts';

// It exists for minutes and only serves whoever deployed it, so its findings are ignored.
const app = createApp(resolve(import.meta.dirname, '../../../../dist/verification/cdk.out'), { findings: 'report' });
for (const [stage, settings] of Object.entries(allStages())) {
  new VerificationStack(app, verificationStackName(stage), targetStackProps(settings));
}
app.synth();
