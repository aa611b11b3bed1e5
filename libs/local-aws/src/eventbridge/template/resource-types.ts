import type { ResourceType } from '../../cloudformation/index.ts';
import { eventsArchive } from './events-archive.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { eventsRule } from './events-rule.ts';

/** The resource types of EventBridge that a template may have. */
export const eventBridgeResourceTypes: readonly ResourceType[] = [eventsArchive, eventsEventBus, eventsRule];
