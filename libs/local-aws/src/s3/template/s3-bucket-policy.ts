import * as z from 'zod/mini';
import { policyDocument, resourceType } from '../../cloudformation/index.ts';

/** `AWS::S3::BucketPolicy`: the resource policy of a bucket. */
export const s3BucketPolicy = resourceType({
  type: 'AWS::S3::BucketPolicy',
  properties: z.strictObject({ PolicyDocument: policyDocument, Bucket: z.string() }),
  identify: ({ property }) => ({ ref: property('Bucket') ?? '', attributes: {} }),
});
