export { loadStack, type SynthesizedStack } from './cloud-assembly.ts';
export type { Account } from './identities.ts';
export { policyDocument, type TemplatePolicy } from './policy-document.ts';
export { readResources, type StackOutput, type StackResource, type StackResources } from './read-resources.ts';
export {
  type Identity,
  type IdentityContext,
  resourceType,
  resourceTypesByName,
  stringMap,
  tags,
  wholeNumber,
  ignoredLocally,
  type ResourceType,
  type ResourceTypes,
} from './resource-type.ts';
