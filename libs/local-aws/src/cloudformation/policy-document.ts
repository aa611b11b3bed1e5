import * as z from 'zod/mini';

/** A resource policy as in the template, and its location: `JobsApi.Policy`. */
export interface TemplatePolicy {
  readonly where: string;
  readonly document: object;
}

/** An IAM policy document. Its statements are parsed and checked when policies are evaluated. */
export const policyDocument = z.strictObject({
  Version: z.optional(z.string()),
  Statement: z.array(z.record(z.string(), z.unknown())),
});
