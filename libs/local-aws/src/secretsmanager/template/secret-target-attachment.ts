import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/**
 * `AWS::SecretsManager::SecretTargetAttachment`. Its `Ref` is the secret's, and it adds nothing to the secret: no
 * database runs here whose address it could add.
 */
export const secretTargetAttachment = resourceType({
  type: 'AWS::SecretsManager::SecretTargetAttachment',
  properties: z.strictObject({ SecretId: z.string(), TargetId: z.string(), TargetType: z.string() }),
  identify: ({ property }) => ({ ref: property('SecretId') ?? '', attributes: {} }),
});
