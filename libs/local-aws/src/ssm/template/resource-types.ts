import type { ResourceType } from '../../cloudformation/index.ts';
import { ssmParameter } from './ssm-parameter.ts';

/** The resource types of Systems Manager that a template may have. */
export const ssmResourceTypes: readonly ResourceType[] = [ssmParameter];
