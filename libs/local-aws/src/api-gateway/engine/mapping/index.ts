export type {
  GatewayContext,
  GatewayIdentity,
  MappingResult,
  MappingScope,
  ParameterOverrides,
  ResponseOverride,
} from './mapping-scope.ts';
export { renderMappingTemplate, type MappingOptions } from './render-mapping-template.ts';
export { compileTemplate, VtlError, type CompiledTemplate } from '@jobs/velocity';
