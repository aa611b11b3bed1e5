import { createRequire } from 'node:module';
import { App, Validations } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES, FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';

const flags = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;

export interface AppOptions {
  /**
   * The effect of a cdk-nag finding that is not suppressed: `fail` fails the synthesis, `report` only writes it to the
   * cloud assembly, where `readFindings` finds it.
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
    // Stack traces contain the path of the checkout. CDK_DEBUG=true restores them, to find where a construct was
    // created.
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
