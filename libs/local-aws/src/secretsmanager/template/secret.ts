import * as z from 'zod/mini';
import { ignoredLocally, resourceType, trueOrFalse, wholeNumber } from '../../cloudformation/index.ts';
import { secretArn } from '../engine/secret-arn.ts';

const flag = z.optional(trueOrFalse);

const tag = z.strictObject({ Key: z.string(), Value: z.string() });

/** `AWS::SecretsManager::Secret`, whose `Ref` is its ARN. */
export const secret = resourceType({
  type: 'AWS::SecretsManager::Secret',
  properties: z.strictObject({
    Name: z.optional(
      z.string().check(z.regex(/^[\w/+=.@!-]{1,512}$/, 'must be a name of up to 512 letters, digits, and /_+=.@!-')),
    ),
    Description: z.optional(z.string()),
    KmsKeyId: z.optional(z.string()),
    SecretString: z.optional(z.string()),
    GenerateSecretString: z.optional(
      z.strictObject({
        PasswordLength: z.optional(wholeNumber),
        ExcludeCharacters: z.optional(z.string()),
        ExcludeLowercase: flag,
        ExcludeUppercase: flag,
        ExcludeNumbers: flag,
        ExcludePunctuation: flag,
        IncludeSpace: flag,
        RequireEachIncludedType: flag,
        SecretStringTemplate: z.optional(z.string()),
        GenerateStringKey: z.optional(z.string()),
      }),
    ),
    ReplicaRegions: ignoredLocally('there is one region'),
    Tags: z._default(z.array(tag), []),
  }),
  identify: ({ property, physicalName, region, accountId }) => {
    const arn = secretArn(property('Name') ?? physicalName(512), { region, accountId });
    return { ref: arn, attributes: { Id: arn } };
  },
});
