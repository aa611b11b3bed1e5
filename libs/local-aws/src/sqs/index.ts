export { type QueuedMessage, textAttributes } from './engine/message.ts';
export type { QueueDefinition } from './engine/queue-definition.ts';
export { QueueMessages, Queues } from './engine/queues.ts';
export { queueDefinitions } from './template/queue-definitions.ts';
export { sqsResourceTypes } from './template/resource-types.ts';
export { createSqsService } from './wire/service.ts';
