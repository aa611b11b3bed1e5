export { parameterDefinitions } from './parameter-definitions.ts';
export { ssmResourceTypes } from './resource-types.ts';
