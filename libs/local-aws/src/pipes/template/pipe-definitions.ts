import type { StackResources } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import { compilePattern } from '../../patterns/index.ts';
import { compileBusEntry } from '../engine/bus-entry.ts';
import type { PipeDefinition } from '../engine/pipe-definition.ts';
import { asJson } from '../engine/source.ts';
import { pipesPipe } from './pipes-pipe.ts';

/**
 * The pipes of a stack.
 * @throws UnsupportedTemplateError for an invalid filter, template or path
 */
export function pipeDefinitions(resources: StackResources): PipeDefinition[] {
  return resources.ofType(pipesPipe).map(({ logicalId, identity, properties }): PipeDefinition => {
    const { SourceParameters: source, TargetParameters: target } = properties;
    const stream = source.DynamoDBStreamParameters;
    const bus = target.EventBridgeEventBusParameters;
    const names = {
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
      sourceArn: properties.Source,
      targetArn: properties.Target,
    };
    const patterns = (source.FilterCriteria?.Filters ?? []).map(({ Pattern: pattern }, at) =>
      valid(logicalId, `SourceParameters.FilterCriteria.Filters.${at}.Pattern`, () => compilePattern(pattern)),
    );
    return {
      ...names,
      roleArn: properties.RoleArn,
      isRunning: properties.DesiredState === 'RUNNING',
      batchSize: stream.BatchSize,
      startingPosition: stream.StartingPosition,
      maxRetryAttempts: stream.MaximumRetryAttempts,
      maxRecordAgeSeconds: stream.MaximumRecordAgeInSeconds,
      ...(stream.DeadLetterConfig && { deadLetterArn: stream.DeadLetterConfig.Arn }),
      accepts: (record) => patterns.length === 0 || patterns.some((pattern) => pattern.matches(asJson(record))),
      entryOf: valid(logicalId, 'TargetParameters', () =>
        compileBusEntry(
          {
            detailType: bus.DetailType,
            source: bus.Source,
            resources: bus.Resources,
            ...(bus.Time !== undefined && { time: bus.Time }),
            ...(target.InputTemplate !== undefined && { inputTemplate: target.InputTemplate }),
          },
          names,
        ),
      ),
    };
  });
}

function valid<T>(logicalId: string, property: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnsupportedTemplateError(logicalId, `Properties.${property}`, `${reason}.`);
  }
}
