export { secretsManagerResourceTypes } from './resource-types.ts';
export { secretDefinitions, secretPolicyDefinitions } from './secret-definitions.ts';
