import * as z from 'zod/mini';

/** An IAM policy document. Its statements are read, and checked, where policies are evaluated. */
export const policyDocument = z.strictObject({
  Version: z.optional(z.string()),
  Statement: z.array(z.record(z.string(), z.unknown())),
});
