export * from './definition.ts';
export type { GatewayContext, GatewayIdentity } from './mapping/index.ts';
export { createMappingTemplateEngine } from './mapping-template-engine.ts';
export * from './ports.ts';
export type { RequestParameters } from './request-parameters.ts';
export { createRestApi, type RestApi } from './rest-api.ts';
export type * from './template-engine.ts';
