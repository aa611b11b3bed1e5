import { compileTemplate } from '@jobs/velocity';
import type { MappingResult, MappingScope } from './mapping-scope.ts';
import { renderMappingTemplate } from './render-mapping-template.ts';

/** @throws VtlError when the template fails */
export type MappingTemplate = (scope: MappingScope) => MappingResult;

/**
 * A mapping template in VTL, as the gateway renders it.
 * @param name the template's name in messages, such as `POST /jobs: the request template of application/json`
 * @throws VtlError when the source doesn't compile
 */
export function compileMappingTemplate(source: string, name: string): MappingTemplate {
  const template = compileTemplate(source, name);
  return (scope) => renderMappingTemplate(template, scope);
}
