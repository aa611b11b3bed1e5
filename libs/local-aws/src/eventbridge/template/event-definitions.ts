import type * as z from 'zod/mini';
import type { StackResources } from '../../cloudformation/index.ts';
import type { RetryPolicyDefinition, TargetDefinition } from '../engine/definitions.ts';
import type { EventBridgeDefinitions } from '../engine/event-bridge.ts';
import { eventsArchive } from './events-archive.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { eventsRule } from './events-rule.ts';

/** The event buses of a stack, with their archives and rules. */
export function eventDefinitions(resources: StackResources): EventBridgeDefinitions {
  return {
    buses: resources.ofType(eventsEventBus).map(({ identity }) => ({
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
    })),
    archives: resources.ofType(eventsArchive).map(({ identity, properties }) => ({
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
      busArn: properties.SourceArn,
      retentionDays: properties.RetentionDays,
      ...(properties.EventPattern && { pattern: properties.EventPattern }),
      ...(properties.Description !== undefined && { description: properties.Description }),
    })),
    rules: resources.ofType(eventsRule).map(({ identity, properties }) => ({
      name: identity.ref.slice(identity.ref.lastIndexOf('|') + 1),
      arn: identity.attributes.Arn ?? '',
      busName: properties.EventBusName,
      pattern: properties.EventPattern,
      enabled: properties.State === 'ENABLED',
      ...(properties.Description !== undefined && { description: properties.Description }),
      targets: properties.Targets.map(targetDefinition),
    })),
  };
}

type TargetProperties = z.output<typeof eventsRule.properties>['Targets'][number];

function targetDefinition({ Id, Arn, InputPath, DeadLetterConfig, RetryPolicy }: TargetProperties): TargetDefinition {
  return {
    id: Id,
    arn: Arn,
    ...(InputPath !== undefined && { inputPath: InputPath }),
    ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
    ...(RetryPolicy && { retryPolicy: retryPolicy(RetryPolicy) }),
  };
}

function retryPolicy({
  MaximumEventAgeInSeconds: age,
  MaximumRetryAttempts: attempts,
}: NonNullable<TargetProperties['RetryPolicy']>): RetryPolicyDefinition {
  return {
    ...(age !== undefined && { maximumEventAgeInSeconds: age }),
    ...(attempts !== undefined && { maximumRetryAttempts: attempts }),
  };
}
