import * as z from 'zod/mini';

/** A policy of a resource, as the template has it, and where that is: `JobsApi.Policy`. */
export interface TemplatePolicy {
  readonly where: string;
  readonly document: object;
}

/** An IAM policy document. Its statements are read, and checked, where policies are evaluated. */
export const policyDocument = z.strictObject({
  Version: z.optional(z.string()),
  Statement: z.array(z.record(z.string(), z.unknown())),
});
