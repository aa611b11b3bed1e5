export { snsResourceTypes } from './resource-types.ts';
export { topicDefinitions, undeliveredSubscriptions } from './topic-definitions.ts';
