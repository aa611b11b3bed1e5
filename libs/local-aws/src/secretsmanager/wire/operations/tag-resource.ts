import * as z from 'zod/mini';
import { findUsableSecret, operation } from '../call.ts';
import { secretId } from '../inputs.ts';

export const tagResource = operation(
  z.strictObject({ SecretId: secretId, Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })) }),
  (call, { SecretId, Tags }) => {
    const { tags } = findUsableSecret(call, 'TagResource', SecretId);
    for (const { Key, Value } of Tags) tags.set(Key, Value);
    return {};
  },
);

export const untagResource = operation(
  z.strictObject({ SecretId: secretId, TagKeys: z.array(z.string()) }),
  (call, { SecretId, TagKeys }) => {
    const { tags } = findUsableSecret(call, 'UntagResource', SecretId);
    for (const key of TagKeys) tags.delete(key);
    return {};
  },
);
