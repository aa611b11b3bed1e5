import { compileTemplate, renderMappingTemplate } from './mapping/index.ts';
import type { TemplateEngine } from './template-engine.ts';

/** Mapping templates as the gateway renders them, each compiled once. */
export function createMappingTemplateEngine(): TemplateEngine {
  return {
    compile: (source, name) => {
      const template = compileTemplate(source, name);
      return (scope) => renderMappingTemplate(template, scope);
    },
  };
}
