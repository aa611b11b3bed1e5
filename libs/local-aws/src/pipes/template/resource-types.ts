import type { ResourceType } from '../../cloudformation/index.ts';
import { pipesPipe } from './pipes-pipe.ts';

/** The resource types of EventBridge Pipes that a template may have. */
export const pipesResourceTypes: readonly ResourceType[] = [pipesPipe];
