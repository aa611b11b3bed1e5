export { loadStack, type SynthesizedStack } from './cloud-assembly.ts';
export type { Account } from './identities.ts';
export { policyDocument, type TemplatePolicy } from './policy-document.ts';
export { readResources, type StackOutput, type StackResource, type StackResources } from './read-resources.ts';
export {
  type Identity,
  type IdentityContext,
  ignoredLocally,
  type ResourceType,
  resourceType,
  type ResourceTypes,
  resourceTypesByName,
  stringMap,
  tags,
  trueOrFalse,
  wholeNumber,
} from './resource-type.ts';
export type { Template } from './template.ts';
export type { TemplateValues } from './template-values.ts';
