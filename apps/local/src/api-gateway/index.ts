export * from './definition.ts';
export type { GatewayContext, GatewayIdentity } from './gateway-context.ts';
export * from './ports.ts';
export type { RequestParameters } from './request-parameters.ts';
export { createRestApi, type RestApi } from './rest-api.ts';
export type * from './template-engine.ts';
