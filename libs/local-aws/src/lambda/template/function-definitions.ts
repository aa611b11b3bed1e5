import type { StackResources, SynthesizedStack } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import type { FunctionDefinition } from '../engine/function-definition.ts';
import { functionQualifiers } from './function-qualifiers.ts';
import { lambdaFunction } from './lambda-function.ts';
import { layerFolders } from './layer-folders.ts';

/** The functions of a stack, each with its versions and aliases. */
export function functionDefinitions(resources: StackResources, stack: SynthesizedStack): FunctionDefinition[] {
  return resources.ofType(lambdaFunction).map(({ logicalId, identity, properties }) => {
    const codeFolder = stack.assetFolder(properties.Code.S3Key);
    if (codeFolder === undefined) {
      throw new UnsupportedTemplateError(logicalId, 'Properties.Code.S3Key', 'is not an asset of the cloud assembly.');
    }
    return {
      logicalId,
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
      roleArn: properties.Role,
      runtime: properties.Runtime,
      handler: properties.Handler,
      codeFolder,
      layerFolders: layerFolders(logicalId, properties.Layers, resources, stack),
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
      qualifiers: functionQualifiers(resources, identity.ref),
    };
  });
}
