export * from './engine/definition.ts';
export type { GatewayContext, GatewayIdentity } from './engine/mapping/index.ts';
export { createMappingTemplateEngine } from './engine/mapping-template-engine.ts';
export * from './engine/ports.ts';
export type { RequestParameters } from './engine/request-parameters.ts';
export { createRestApi, type RestApi } from './engine/rest-api.ts';
export type * from './engine/template-engine.ts';
export { apiGatewayResourceTypes } from './template/resource-types.ts';
export { restApiDefinition } from './template/rest-api-definition.ts';
