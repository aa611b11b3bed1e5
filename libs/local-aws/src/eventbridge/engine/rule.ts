import type { RuleDefinition, TargetDefinition } from './definitions.ts';
import { EventBridgeError } from './errors.ts';
import { compilePattern, type EventPattern } from './event-pattern.ts';
import { compileTargetInput, type TargetInput } from './target-input.ts';

/** A compiled rule, which matches events and builds the inputs of its targets. */
export interface Rule {
  readonly definition: RuleDefinition;
  readonly pattern: EventPattern;
  readonly targets: readonly { readonly definition: TargetDefinition; readonly input: TargetInput }[];
}

/**
 * @throws EventBridgeError for a pattern (docs/facts/c.md#c38), a number of targets (docs/facts/c.md#c37) or an input
 *   (docs/facts/c.md#c28, #c30) that AWS rejects
 */
export function compileRule(definition: RuleDefinition): Rule {
  if (definition.targets.length > 5) {
    const message = `The requested resource exceeds the maximum number allowed. Rule ${definition.name} has more than 5 targets.`;
    throw new EventBridgeError('LimitExceededException', message);
  }
  return {
    definition,
    pattern: compilePattern(definition.pattern),
    targets: definition.targets.map((target) => ({ definition: target, input: compileTargetInput(target) })),
  };
}
