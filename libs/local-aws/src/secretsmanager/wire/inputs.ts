import * as z from 'zod/mini';

export const secretId = z.string().check(z.minLength(1), z.maxLength(2048));
export const secretString = z.optional(z.string().check(z.minLength(1), z.maxLength(65_536)));
/** Bytes in base64. */
export const secretBinary = z.optional(z.string().check(z.minLength(1), z.maxLength(87_384)));
export const clientRequestToken = z.optional(z.string().check(z.minLength(32), z.maxLength(64)));
export const description = z.optional(z.string().check(z.maxLength(2048)));
export const kmsKeyId = z.optional(z.string().check(z.maxLength(2048)));
export const tags = z.optional(z.array(z.strictObject({ Key: z.string(), Value: z.string() })));
export const filters = z._default(
  z.array(
    z.strictObject({
      Key: z.enum(['name', 'description', 'tag-key', 'tag-value', 'all']),
      Values: z.array(z.string()).check(z.minLength(1), z.maxLength(10)),
    }),
  ),
  [],
);
