import type { StackResources } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import { type AsynchronousConfiguration, latestVersion, type Qualifier } from '../engine/function-definition.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaVersion } from './lambda-version.ts';

/** Lambda's defaults without an event invoke configuration (docs/facts/b.md#b12). */
const defaultAsynchronous: AsynchronousConfiguration = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/**
 * `$LATEST`, the version and the aliases of a function, each with its own asynchronous configuration
 * (docs/facts/b.md#b13).
 */
export function functionQualifiers(resources: StackResources, functionName: string): Record<string, Qualifier> {
  const versions = new Map([[latestVersion, latestVersion]]);
  const ofFunction = ({ properties }: { readonly properties: { readonly FunctionName: string } }) =>
    properties.FunctionName === functionName;
  for (const { identity } of resources.ofType(lambdaVersion).filter(ofFunction)) {
    const version = identity.attributes.Version ?? '';
    versions.set(version, version);
  }
  for (const { logicalId, properties } of resources.ofType(lambdaAlias).filter(ofFunction)) {
    versions.set(properties.Name, known(versions, properties.FunctionVersion, logicalId, 'FunctionVersion'));
  }
  const configurations = new Map<string, AsynchronousConfiguration>();
  for (const { logicalId, properties } of resources.ofType(lambdaEventInvokeConfig).filter(ofFunction)) {
    known(versions, properties.Qualifier, logicalId, 'Qualifier');
    const { OnSuccess, OnFailure } = properties.DestinationConfig ?? {};
    configurations.set(properties.Qualifier, {
      maximumRetryAttempts: properties.MaximumRetryAttempts,
      maximumEventAgeSeconds: properties.MaximumEventAgeInSeconds,
      ...(OnSuccess && { onSuccess: OnSuccess.Destination }),
      ...(OnFailure && { onFailure: OnFailure.Destination }),
    });
  }
  return Object.fromEntries(
    Array.from(versions, ([qualifier, version]): [string, Qualifier] => [
      qualifier,
      { version, asynchronous: configurations.get(qualifier) ?? defaultAsynchronous },
    ]),
  );
}

function known(versions: Map<string, string>, qualifier: string, logicalId: string, property: string): string {
  const version = versions.get(qualifier);
  if (version !== undefined) return version;
  throw new UnsupportedTemplateError(
    logicalId,
    `Properties.${property}`,
    `the function has no version or alias ${qualifier}.`,
  );
}
