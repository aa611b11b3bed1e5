import type { TemplatePolicy } from '../../cloudformation/index.ts';

/** A bucket of the template. */
export interface BucketDefinition {
  readonly name: string;
  readonly arn: string;
}

/** The policy of a bucket. */
export interface BucketPolicyDefinition {
  readonly bucketName: string;
  readonly policy: TemplatePolicy;
}
