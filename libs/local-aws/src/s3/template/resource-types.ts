import type { ResourceType } from '../../cloudformation/index.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketNotifications } from './s3-bucket-notifications.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';

/** The resource types of S3 that a template may have. */
export const s3ResourceTypes: readonly ResourceType[] = [s3Bucket, s3BucketNotifications, s3BucketPolicy];
