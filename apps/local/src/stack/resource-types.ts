import { apiGatewayResourceTypes } from '@jobs/local-aws/api-gateway';
import { type ResourceType, type ResourceTypes, resourceTypesByName } from '@jobs/local-aws/cloudformation';
import { dynamoDbResourceTypes } from '@jobs/local-aws/dynamodb';
import { eventBridgeResourceTypes } from '@jobs/local-aws/eventbridge';
import { iamResourceTypes } from '@jobs/local-aws/iam';
import { lambdaResourceTypes } from '@jobs/local-aws/lambda';
import { s3ResourceTypes } from '@jobs/local-aws/s3';
import { sqsResourceTypes } from '@jobs/local-aws/sqs';
import { inertByName, inertResourceTypes } from './inert-resource-types.ts';
import type { OptionalTemplates } from './optional-templates.ts';

/** The resource types that the local run always supports; others are loaded for the stacks that have them. */
const known: readonly ResourceType[] = [
  ...apiGatewayResourceTypes,
  ...dynamoDbResourceTypes,
  ...eventBridgeResourceTypes,
  ...iamResourceTypes,
  ...lambdaResourceTypes,
  ...s3ResourceTypes,
  ...sqsResourceTypes,
  ...inertResourceTypes,
];

/** All resource types, and which of them are unknown: the run lists the resources of unknown types when it starts. */
export interface StackResourceTypes {
  /** All types. Unknown ones are inert. */
  readonly all: ResourceTypes;
  isUnknown(type: string): boolean;
}

export function stackResourceTypes({ secrets, parameters, topics, pipes }: OptionalTemplates): StackResourceTypes {
  const types = [
    ...known,
    ...(secrets?.secretsManagerResourceTypes ?? []),
    ...(parameters?.ssmResourceTypes ?? []),
    ...(topics?.snsResourceTypes ?? []),
    ...(pipes?.pipesResourceTypes ?? []),
  ];
  const names = new Set(types.map(({ type }) => type));
  return { all: resourceTypesByName(types, inertByName), isUnknown: (type) => !names.has(type) };
}
