import { compileTemplate, renderMappingTemplate } from './mapping/index.ts';
import type { TemplateEngine } from './template-engine.ts';

/** Mapping templates in VTL, as the gateway renders them. */
export function createMappingTemplateEngine(): TemplateEngine {
  return {
    compile(source, name) {
      const template = compileTemplate(source, name);
      return (scope) => renderMappingTemplate(template, scope);
    },
  };
}
