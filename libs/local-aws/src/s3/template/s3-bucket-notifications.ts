import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';

/** `Custom::S3BucketNotifications`, with which the CDK adds event notifications to a bucket. It is rejected. */
export const s3BucketNotifications = resourceType({
  type: 'Custom::S3BucketNotifications',
  properties: z.unknown(),
  identify: ({ logicalId }) => {
    const reason =
      'the local run does not support S3 event notifications, so their targets would never run. To run locally, remove addEventNotification from the stack.';
    throw new UnsupportedTemplateError(logicalId, 'Type', reason);
  },
});
