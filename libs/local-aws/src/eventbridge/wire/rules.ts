import type { TargetDefinition } from '../engine/definitions.ts';
import type { EventBridge } from '../engine/event-bridge.ts';
import type { RuleDescription } from '../engine/rules.ts';
import { optionalText, requiredName, type WireInput } from './input.ts';
import { page } from './page.ts';

export function listRules(eventBridge: EventBridge, input: WireInput): object {
  const prefix = optionalText(input, 'NamePrefix') ?? '';
  const rules = eventBridge.listRules(optionalText(input, 'EventBusName'));
  const { items, ...next } = page(
    rules.filter(({ name }) => name.startsWith(prefix)),
    input,
  );
  return { Rules: items.map(ruleShape), ...next };
}

export function describeRule(eventBridge: EventBridge, input: WireInput): object {
  return ruleShape(eventBridge.describeRule(requiredName(input, 'Name', 64), optionalText(input, 'EventBusName')));
}

export function listTargetsByRule(eventBridge: EventBridge, input: WireInput): object {
  const rule = eventBridge.describeRule(requiredName(input, 'Rule', 64), optionalText(input, 'EventBusName'));
  const { items, ...next } = page(rule.targets, input);
  return { Targets: items.map(targetShape), ...next };
}

const ruleShape = (rule: RuleDescription) => ({
  Name: rule.name,
  Arn: rule.arn,
  EventPattern: JSON.stringify(rule.pattern),
  State: rule.enabled ? 'ENABLED' : 'DISABLED',
  Description: rule.description,
  ManagedBy: rule.managedBy,
  EventBusName: rule.busName,
});

const targetShape = (target: TargetDefinition) => ({
  Id: target.id,
  Arn: target.arn,
  RoleArn: target.roleArn,
  Input: target.input,
  InputPath: target.inputPath,
  InputTransformer: target.inputTransformer && {
    InputPathsMap: target.inputTransformer.inputPathsMap,
    InputTemplate: target.inputTransformer.inputTemplate,
  },
  DeadLetterConfig: target.deadLetterArn === undefined ? undefined : { Arn: target.deadLetterArn },
  RetryPolicy: target.retryPolicy && {
    MaximumRetryAttempts: target.retryPolicy.maximumRetryAttempts,
    MaximumEventAgeInSeconds: target.retryPolicy.maximumEventAgeInSeconds,
  },
});
