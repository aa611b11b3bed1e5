import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags } from '../../cloudformation/index.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const nameRule = /^(?!xn--|\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;

/** `AWS::S3::Bucket`: a general purpose bucket. */
export const s3Bucket = resourceType({
  type: 'AWS::S3::Bucket',
  properties: z.strictObject({
    BucketName: z.optional(
      z.string().check(z.regex(nameRule, 'must be a bucket name: 3 to 63 lower-case letters, digits, dots, hyphens')),
    ),
    BucketEncryption: ignoredLocally('nothing is encrypted at rest'),
    PublicAccessBlockConfiguration: ignoredLocally('the port is only open to this machine'),
    OwnershipControls: ignoredLocally('there are no access control lists, as with BucketOwnerEnforced'),
    AccessControl: ignoredLocally('there are no access control lists'),
    VersioningConfiguration: ignoredLocally('only the latest version is kept'),
    LifecycleConfiguration: ignoredLocally('nothing is kept for long, and storage is free'),
    IntelligentTieringConfigurations: ignoredLocally('storage is free'),
    AccelerateConfiguration: ignoredLocally('nothing is far away'),
    CorsConfiguration: ignoredLocally('the local run sends no CORS headers for buckets'),
    LoggingConfiguration: ignoredLocally('access is not logged'),
    MetricsConfigurations: ignoredLocally('nothing is measured'),
    AnalyticsConfigurations: ignoredLocally('nothing is measured'),
    InventoryConfigurations: ignoredLocally('nothing is measured'),
    NotificationConfiguration: z.optional(
      z
        .unknown()
        .check(z.refine(() => false, 'the local run does not support event notifications: remove them to run locally')),
    ),
    Tags: tags,
  }),
  identify: ({ property, physicalName, region }) => {
    const name = property('BucketName') ?? physicalName(63).toLowerCase();
    return {
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      },
    };
  },
});
