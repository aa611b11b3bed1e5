import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

const reason = 'nothing here is reached from outside, so nothing is filtered';

/** `AWS::WAFv2::WebACL` */
export const wafv2WebAcl = resourceType({
  type: 'AWS::WAFv2::WebACL',
  properties: z.strictObject({
    Name: z.optional(z.string()),
    Description: z.optional(z.string()),
    Scope: z.string(),
    DefaultAction: withoutLocalMeaning(reason),
    Rules: withoutLocalMeaning(reason),
    VisibilityConfig: withoutLocalMeaning(reason),
    Tags: tags,
  }),
  identify: ({ property, physicalName, token, arn }) => {
    const name = property('Name') ?? physicalName(128);
    const id = token(36);
    const acl = arn('wafv2', `regional/webacl/${name}/${id}`);
    return { ref: `${name}|${id}|REGIONAL`, attributes: { Arn: acl, Id: id } };
  },
});

/** `AWS::WAFv2::WebACLAssociation` */
export const wafv2WebAclAssociation = resourceType({
  type: 'AWS::WAFv2::WebACLAssociation',
  properties: z.strictObject({ ResourceArn: z.string(), WebACLArn: z.string() }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
