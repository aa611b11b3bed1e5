export type {
  GatewayContext,
  GatewayIdentity,
  MappingResult,
  MappingScope,
  ParameterOverrides,
  ResponseOverride,
} from './mapping-scope.ts';
export { type MappingOptions, renderMappingTemplate } from './render-mapping-template.ts';
export { type CompiledTemplate, compileTemplate, VtlError } from '@jobs/velocity';
