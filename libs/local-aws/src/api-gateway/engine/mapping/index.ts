export { compileMappingTemplate, type MappingTemplate } from './compile-mapping-template.ts';
export type { GatewayContext, MappingResult, MappingScope } from './mapping-scope.ts';
export { type MappingOptions, renderMappingTemplate } from './render-mapping-template.ts';
export { compileTemplate } from '@jobs/velocity';
