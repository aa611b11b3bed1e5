import * as z from 'zod/mini';
import { ignoredLocally, policyDocument, resourceType } from '../../cloudformation/index.ts';

/** `AWS::SecretsManager::ResourcePolicy`: the resource policy of a secret. */
export const secretResourcePolicy = resourceType({
  type: 'AWS::SecretsManager::ResourcePolicy',
  properties: z.strictObject({
    SecretId: z.string(),
    ResourcePolicy: policyDocument,
    BlockPublicPolicy: ignoredLocally('it only validates the policy'),
  }),
  identify: ({ property }) => ({ ref: property('SecretId') ?? '', attributes: { Id: property('SecretId') ?? '' } }),
});
