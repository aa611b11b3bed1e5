import { UnsupportedTemplateError } from '../../errors.ts';
import type { FunctionDefinition } from '../../lambda/function-definition.ts';
import type { SynthesizedStack } from '../../template/cloud-assembly.ts';
import { lambdaEventInvokeConfig } from '../lambda-event-invoke-config.ts';
import { lambdaFunction } from '../lambda-function.ts';
import type { StackResources } from '../read-resources.ts';

/** What Lambda does without an event invoke configuration (B12). */
const defaultAsynchronous = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/** The functions of a stack, each with its asynchronous configuration. */
export function functionDefinitions(resources: StackResources, stack: SynthesizedStack): FunctionDefinition[] {
  const asynchronous = asynchronousConfigurations(resources);
  return resources.ofType(lambdaFunction).map(({ logicalId, identity, properties }) => {
    const codeFolder = stack.assetFolder(properties.Code.S3Key);
    if (codeFolder === undefined) {
      throw new UnsupportedTemplateError(logicalId, 'Properties.Code.S3Key', 'is no asset of the cloud assembly.');
    }
    return {
      logicalId,
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
      roleArn: properties.Role,
      runtime: properties.Runtime,
      handler: properties.Handler,
      codeFolder,
      environment: properties.Environment?.Variables ?? {},
      timeoutMs: properties.Timeout * 1000,
      memorySizeMb: properties.MemorySize,
      ...(properties.ReservedConcurrentExecutions !== undefined && {
        reservedConcurrency: properties.ReservedConcurrentExecutions,
      }),
      logFormat: properties.LoggingConfig?.LogFormat ?? 'Text',
      ...(properties.LoggingConfig?.ApplicationLogLevel !== undefined && {
        applicationLogLevel: properties.LoggingConfig.ApplicationLogLevel,
      }),
      asynchronous: asynchronous.get(identity.ref) ?? defaultAsynchronous,
    };
  });
}

function asynchronousConfigurations(resources: StackResources): Map<string, FunctionDefinition['asynchronous']> {
  return new Map(
    resources.ofType(lambdaEventInvokeConfig).map(({ properties }) => {
      const { OnSuccess, OnFailure } = properties.DestinationConfig ?? {};
      return [
        properties.FunctionName,
        {
          maximumRetryAttempts: properties.MaximumRetryAttempts,
          maximumEventAgeSeconds: properties.MaximumEventAgeInSeconds,
          ...(OnSuccess && { onSuccess: OnSuccess.Destination }),
          ...(OnFailure && { onFailure: OnFailure.Destination }),
        },
      ];
    }),
  );
}
