import { createRequire } from 'node:module';
import { App, Validations } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';

const flags = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;

/**
 * A CDK app with all recommended feature flags, whose output is the same on every machine. Its synthesis fails on any
 * finding of cdk-nag that is not suppressed.
 * @param outdir the folder of the cloud assembly; a temporary one by default
 */
export function createApp(outdir?: string): App {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    // Stack traces name the folder of the checkout; CDK_DEBUG=true brings them back, to find who made what.
    context: { ...flags, [DISABLE_CREATION_STACK_TRACES]: true },
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    performanceReporting: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  return app;
}
