import { createRequire } from 'node:module';
import { App, Validations } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES, FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';

const flags = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;

export interface AppOptions {
  /**
   * What a finding of cdk-nag that is not suppressed does: `fail` ends the synthesis, `report` writes it to the cloud
   * assembly only, where `readFindings` finds it.
   * @default 'fail'
   */
  readonly findings?: 'fail' | 'report';
}

/**
 * A CDK app with all recommended feature flags, whose output is the same on every machine.
 * @param outdir the folder of the cloud assembly; a temporary one by default
 */
export function createApp(outdir?: string, { findings = 'fail' }: AppOptions = {}): App {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    // Stack traces name the folder of the checkout; CDK_DEBUG=true brings them back, to find who made what.
    context: {
      ...flags,
      [DISABLE_CREATION_STACK_TRACES]: true,
      [FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT]: findings === 'fail',
    },
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    performanceReporting: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  return app;
}
