import type { CompiledTemplate, RenderHooks } from '@jobs/velocity';
import { contextVariable } from './context.ts';
import { inputVariable } from './input.ts';
import type { MappingResult, MappingScope } from './mapping-scope.ts';
import {
  readRequestOverride,
  readResponseOverride,
  requestOverrideVariable,
  responseOverrideVariable,
} from './overrides.ts';
import { utilVariable } from './util.ts';

/** Hides methods from a template, to test how it renders without them. */
export type MappingOptions = Pick<RenderHooks, 'unknownMethod' | 'isMethodAvailable'>;

/** Limits of payload, headers, URL, #foreach and time (docs/facts/a.md#a42) */
const maxLoops = 1000;

/**
 * Renders a mapping template of the gateway. A reference without a value is an empty string, and therefore true in a
 * condition: compare it (`#if($x == "y")`) instead of testing it (`#if($x)`).
 * @throws VtlError when the template fails, which the gateway answers with 500
 */
export function renderMappingTemplate(
  template: CompiledTemplate,
  scope: MappingScope,
  options: MappingOptions = {},
): MappingResult {
  const context = contextVariable(scope.context, {
    requestOverride: requestOverrideVariable(scope.requestOverride),
    responseOverride: responseOverrideVariable(),
  });
  const variables = { input: inputVariable(scope), util: utilVariable, context, stageVariables: scope.stageVariables };
  const body = template.render(variables, { ...options, undefinedReference: 'empty', maxLoops });
  return {
    body,
    requestOverride: readRequestOverride(context.get('requestOverride')),
    responseOverride: readResponseOverride(context.get('responseOverride')),
  };
}
