import type { ResourceType } from '../../cloudformation/index.ts';
import { secret } from './secret.ts';
import { secretResourcePolicy } from './secret-resource-policy.ts';
import { secretTargetAttachment } from './secret-target-attachment.ts';

/** The resource types of Secrets Manager that a template may have. */
export const secretsManagerResourceTypes: readonly ResourceType[] = [
  secret,
  secretResourcePolicy,
  secretTargetAttachment,
];
