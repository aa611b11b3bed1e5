import type { StackResources } from '../../cloudformation/index.ts';
import type { BucketDefinition, BucketPolicyDefinition } from '../engine/bucket-definition.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';

/** The buckets of a stack. */
export function bucketDefinitions(resources: StackResources): BucketDefinition[] {
  return resources.ofType(s3Bucket).map(({ identity }) => ({ name: identity.ref, arn: identity.attributes.Arn ?? '' }));
}

/** The policies of its buckets. */
export function bucketPolicyDefinitions(resources: StackResources): BucketPolicyDefinition[] {
  return resources.ofType(s3BucketPolicy).map(({ logicalId, properties }) => ({
    bucketName: properties.Bucket,
    policy: { where: `${logicalId}.PolicyDocument`, document: properties.PolicyDocument },
  }));
}
