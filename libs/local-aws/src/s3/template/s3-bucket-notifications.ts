import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';

/** `Custom::S3BucketNotifications`, by which the CDK adds event notifications to a bucket. It is refused. */
export const s3BucketNotifications = resourceType({
  type: 'Custom::S3BucketNotifications',
  properties: z.unknown(),
  identify: ({ logicalId }) => {
    const reason =
      'the local run sends no event notifications of buckets, so that what waits for them would never run. Leave addEventNotification out of the stack to run it locally.';
    throw new UnsupportedTemplateError(logicalId, 'Type', reason);
  },
});
