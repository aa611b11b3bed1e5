import { parsePolicyDocument, type PolicyDocument } from '@jobs/local-aws/iam';
import type { BucketPolicyDefinition } from '@jobs/local-aws/s3';

/** The resource policies of buckets, by the buckets' names. */
export type BucketPolicies = ReadonlyMap<string, PolicyDocument>;

/** @throws PolicyError for a policy that can't be evaluated */
export function createBucketPolicies(definitions: readonly BucketPolicyDefinition[]): BucketPolicies {
  return new Map(
    definitions.map(({ bucketName, policy }) => [bucketName, parsePolicyDocument(policy.document, policy.where)]),
  );
}
