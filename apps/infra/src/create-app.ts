import { createRequire } from 'node:module';
import { App } from 'aws-cdk-lib';

const flags = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;

/**
 * A CDK app with all recommended feature flags, whose output is the same on every machine.
 * @param outdir the folder of the cloud assembly; a temporary one by default
 */
export function createApp(outdir?: string): App {
  return new App({
    ...(outdir !== undefined && { outdir }),
    context: flags,
    analyticsReporting: false,
    treeMetadata: false,
  });
}
