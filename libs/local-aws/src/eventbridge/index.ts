export { type ArchivedEvent, type ArchiveStorage, memoryArchiveStorage } from './engine/archive-storage.ts';
export { createEventBridge } from './engine/create-event-bridge.ts';
export type { DeadLetterMessage } from './engine/dead-letter.ts';
export { TargetRefusedError, TargetUnavailableError } from './engine/errors.ts';
export type { BusEvent } from './engine/event.ts';
export type { EventBridge, EventBridgeDefinitions } from './engine/event-bridge.ts';
export { eventDefinitions } from './template/event-definitions.ts';
export { eventBridgeResourceTypes } from './template/resource-types.ts';
export { createEventsService } from './wire/service.ts';
