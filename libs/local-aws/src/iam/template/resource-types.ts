import type { ResourceType } from '../../cloudformation/index.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';

/** The resource types of IAM that a template may have. */
export const iamResourceTypes: readonly ResourceType[] = [iamPolicy, iamRole];
