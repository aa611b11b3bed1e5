export { pipeDefinitions } from './pipe-definitions.ts';
export { pipesResourceTypes } from './resource-types.ts';
