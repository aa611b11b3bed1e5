import { apiGatewayResourceTypes } from '@jobs/local-aws/api-gateway';
import { type ResourceType, type ResourceTypes, resourceTypesByName } from '@jobs/local-aws/cloudformation';
import { dynamoDbResourceTypes } from '@jobs/local-aws/dynamodb';
import { eventBridgeResourceTypes } from '@jobs/local-aws/eventbridge';
import { iamResourceTypes } from '@jobs/local-aws/iam';
import { lambdaResourceTypes } from '@jobs/local-aws/lambda';
import { s3ResourceTypes } from '@jobs/local-aws/s3';
import { secretsManagerResourceTypes } from '@jobs/local-aws/secretsmanager';
import { snsResourceTypes } from '@jobs/local-aws/sns';
import { sqsResourceTypes } from '@jobs/local-aws/sqs';
import { ssmResourceTypes } from '@jobs/local-aws/ssm';
import { inertByName, inertResourceTypes } from './inert-resource-types.ts';

/** The resource types that the local run has something for. */
const known: readonly ResourceType[] = [
  ...apiGatewayResourceTypes,
  ...dynamoDbResourceTypes,
  ...eventBridgeResourceTypes,
  ...iamResourceTypes,
  ...lambdaResourceTypes,
  ...s3ResourceTypes,
  ...secretsManagerResourceTypes,
  ...snsResourceTypes,
  ...sqsResourceTypes,
  ...ssmResourceTypes,
  ...inertResourceTypes,
];

const knownNames = new Set(known.map(({ type }) => type));

/** All resource types. Those that the local run has nothing for are inert. */
export const resourceTypes: ResourceTypes = resourceTypesByName(known, inertByName);

/** Whether the local run has nothing for a type, so that whoever starts it has to be told. */
export const isUnknownType = (type: string): boolean => !knownNames.has(type);
