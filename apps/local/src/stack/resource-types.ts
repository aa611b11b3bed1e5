import { apiGatewayResourceTypes } from '@jobs/local-aws/api-gateway';
import { type ResourceTypes, resourceTypesByName } from '@jobs/local-aws/cloudformation';
import { dynamoDbResourceTypes } from '@jobs/local-aws/dynamodb';
import { eventBridgeResourceTypes } from '@jobs/local-aws/eventbridge';
import { iamResourceTypes } from '@jobs/local-aws/iam';
import { lambdaResourceTypes } from '@jobs/local-aws/lambda';
import { s3ResourceTypes } from '@jobs/local-aws/s3';
import { sqsResourceTypes } from '@jobs/local-aws/sqs';
import { inertResourceTypes } from './inert-resource-types.ts';

/** Every resource type that the local run knows. A template with any other is refused. */
export const resourceTypes: ResourceTypes = resourceTypesByName([
  ...apiGatewayResourceTypes,
  ...dynamoDbResourceTypes,
  ...eventBridgeResourceTypes,
  ...iamResourceTypes,
  ...lambdaResourceTypes,
  ...s3ResourceTypes,
  ...sqsResourceTypes,
  ...inertResourceTypes,
]);
