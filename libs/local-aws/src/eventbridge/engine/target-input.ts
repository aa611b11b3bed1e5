import { compileJsonPath } from '../../input-templates/index.ts';
import type { JsonValue } from '../../kernel/index.ts';
import type { TargetDefinition } from './definitions.ts';
import { EventBridgeError, invalidParameter } from './errors.ts';
import type { BusEvent } from './event.ts';
import { compileInputTransformer } from './input-transformer.ts';

/** The source of a target's input. */
export interface InputSource {
  readonly event: BusEvent;
  readonly rule: { readonly name: string; readonly arn: string };
  /** Epoch milliseconds at which the bus received the event. */
  readonly ingestedAt: number;
}

/** Builds a target's input as text. */
export type TargetInput = (source: InputSource) => string;

/**
 * Compiles a target's input: the event itself, a constant, a part of the event, or a template filled from it.
 * @throws EventBridgeError if more than one kind of input is given (docs/facts/c.md#c28), or it is invalid
 *   (docs/facts/c.md#c30)
 */
export function compileTargetInput(target: TargetDefinition): TargetInput {
  const { id, input, inputPath, inputTransformer } = target;
  if ([input, inputPath, inputTransformer].filter((way) => way !== undefined).length > 1) {
    const message = `Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`;
    throw new EventBridgeError('ValidationException', message);
  }
  if (input !== undefined) return () => input;
  if (inputPath !== undefined) return compileInputPath(id, inputPath);
  if (inputTransformer !== undefined) return compileInputTransformer(id, inputTransformer);
  return ({ event }) => JSON.stringify(event);
}

/**
 * A part of the event as JSON, including the quotes of a string (docs/facts/c.md#c29); `null` if the event has nothing
 * at that path.
 */
function compileInputPath(targetId: string, inputPath: string): TargetInput {
  const path = compileJsonPath(inputPath);
  if (!path) throw invalidParameter('InputPath', `${inputPath} of target ${targetId} is not a JSON path.`);
  return ({ event }) => JSON.stringify(path(event as unknown as JsonValue) ?? null);
}
