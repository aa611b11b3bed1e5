export type { RestApiDefinition } from './engine/definition.ts';
export { compileMappingTemplate } from './engine/mapping/index.ts';
export { IntegrationFailure, type ServiceCall, type ServiceResponse } from './engine/ports.ts';
export { createRestApi } from './engine/rest-api.ts';
export { apiGatewayResourceTypes } from './template/resource-types.ts';
export { restApiDefinition } from './template/rest-api-definition.ts';
