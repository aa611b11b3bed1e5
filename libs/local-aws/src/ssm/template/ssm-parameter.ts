import * as z from 'zod/mini';
import { resourceType, tags } from '../../cloudformation/index.ts';

/** `AWS::SSM::Parameter`, whose `Ref` is its name. CloudFormation cannot create a SecureString. */
export const ssmParameter = resourceType({
  type: 'AWS::SSM::Parameter',
  properties: z.strictObject({
    Name: z.optional(z.string().check(z.regex(/^[\w./-]{1,1011}$/, 'must be a name of letters, digits, and ./_-'))),
    Type: z.enum(['String', 'StringList']),
    Value: z.string().check(z.minLength(1), z.maxLength(8192)),
    Description: z.optional(z.string()),
    AllowedPattern: z.optional(z.string()),
    DataType: z.optional(z.literal('text')),
    Tier: z._default(z.enum(['Standard', 'Advanced', 'Intelligent-Tiering']), 'Standard'),
    Tags: tags,
  }),
  identify: ({ property, physicalName }) => ({
    ref: property('Name') ?? physicalName(),
    attributes: {},
    // Resolved only when something refers to it: a value may refer to any resource.
    otherAttribute: (name) => (name === 'Value' || name === 'Type' ? property(name) : undefined),
  }),
});
