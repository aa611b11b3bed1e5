import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags } from '../../cloudformation/index.ts';
import { streamArnOf } from '../engine/streams/stream-arn.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

/** `AWS::DynamoDB::Table`: an on-demand table with global indexes. */
export const dynamoDbTable = resourceType({
  type: 'AWS::DynamoDB::Table',
  properties: z.strictObject({
    TableName: z.optional(z.string()),
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.optional(
      z.array(
        z.strictObject({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.strictObject({
            ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: z.optional(z.array(z.string())),
          }),
          ContributorInsightsSpecification: ignoredLocally('the local run does not support contributor insights'),
        }),
      ),
    ),
    BillingMode: z.literal('PAY_PER_REQUEST'),
    StreamSpecification: z.optional(
      z.strictObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) }),
    ),
    TimeToLiveSpecification: z.optional(z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() })),
    DeletionProtectionEnabled: ignoredLocally('the table is not deleted by CloudFormation here'),
    PointInTimeRecoverySpecification: ignoredLocally('there are no backups'),
    SSESpecification: ignoredLocally('nothing is encrypted at rest'),
    Tags: tags,
  }),
  identify: ({ physicalName, property, arn }) => {
    const name = property('TableName') ?? physicalName(255);
    const tableArn = arn('dynamodb', `table/${name}`);
    const hasStream = property('StreamSpecification') !== undefined;
    return { ref: name, attributes: { Arn: tableArn, ...(hasStream && { StreamArn: streamArnOf(tableArn) }) } };
  },
});
