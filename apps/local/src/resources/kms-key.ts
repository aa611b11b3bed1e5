import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

/** `AWS::KMS::Key`: nothing is encrypted at rest here, so a key is only a name. */
export const kmsKey = resourceType({
  type: 'AWS::KMS::Key',
  properties: z.strictObject({
    Description: z.optional(z.string()),
    EnableKeyRotation: withoutLocalMeaning('nothing is encrypted at rest'),
    KeyPolicy: withoutLocalMeaning('nothing is encrypted at rest'),
    Tags: tags,
  }),
  identify: ({ token, arn }) => {
    const id = token(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
  },
});
