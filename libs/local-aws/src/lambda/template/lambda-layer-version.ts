import * as z from 'zod/mini';
import { ignoredLocally, resourceType } from '../../cloudformation/index.ts';

/** `AWS::Lambda::LayerVersion`: files that functions find in `/opt`. Its `Ref` is the ARN with the version. */
export const lambdaLayerVersion = resourceType({
  type: 'AWS::Lambda::LayerVersion',
  properties: z.strictObject({
    LayerName: z.optional(z.string()),
    Description: z.optional(z.string()),
    Content: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    CompatibleRuntimes: z.optional(z.array(z.string())),
    CompatibleArchitectures: ignoredLocally('code runs on the architecture of this machine'),
    LicenseInfo: z.optional(z.string()),
  }),
  identify: ({ property, physicalName, arn }) => {
    const versionArn = arn('lambda', `layer:${property('LayerName') ?? physicalName(140)}:1`);
    return { ref: versionArn, attributes: { LayerVersionArn: versionArn } };
  },
});
