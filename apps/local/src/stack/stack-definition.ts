import { readLocalSettings } from '@jobs/infra/local-settings';
import { type RestApiDefinition, restApiDefinition } from '@jobs/local-aws/api-gateway';
import { type Account, loadStack, readResources, type StackOutput } from '@jobs/local-aws/cloudformation';
import { type TableDefinition, tableDefinitions } from '@jobs/local-aws/dynamodb';
import { type EventBridgeDefinitions, eventDefinitions } from '@jobs/local-aws/eventbridge';
import { parsePolicyDocument, type PolicyDocument, type RoleDefinition, roleDefinitions } from '@jobs/local-aws/iam';
import {
  type FunctionDefinition,
  functionDefinitions,
  type FunctionPermission,
  functionPermissions,
} from '@jobs/local-aws/lambda';
import { type BucketDefinition, bucketDefinitions, bucketPolicyDefinitions } from '@jobs/local-aws/s3';
import { type QueueDefinition, queueDefinitions } from '@jobs/local-aws/sqs';
import { type BucketPolicies, createBucketPolicies } from './bucket-policies.ts';
import { createQueuePolicies, type QueuePolicies } from './queue-policies.ts';
import { isUnknownType, resourceTypes } from './resource-types.ts';

/** All parts of a stack, as its template describes them. */
export interface StackDefinition {
  readonly functions: readonly FunctionDefinition[];
  readonly permissions: readonly FunctionPermission[];
  readonly api: RestApiDefinition;
  /** The API's own policy on who may call it; none when absent. */
  readonly apiPolicy?: PolicyDocument;
  readonly roles: readonly RoleDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly events: EventBridgeDefinitions;
  readonly buckets: readonly BucketDefinition[];
  readonly bucketPolicies: BucketPolicies;
  readonly queues: readonly QueueDefinition[];
  readonly queuePolicies: QueuePolicies;
  readonly outputs: readonly StackOutput[];
  /** Variables of the functions for the local run only. */
  readonly localEnvironment: Readonly<Record<string, string>>;
  /** Resources of types that the local run has nothing for. */
  readonly inert: readonly InertResource[];
}

export interface InertResource {
  readonly type: string;
  readonly logicalId: string;
}

/** @throws LocalRunError when the stack can't be read or has a part that is not known */
export function readStackDefinition(assembly: string, stackName: string, account: Account): StackDefinition {
  const stack = loadStack(assembly, stackName);
  const resources = readResources(stack, account, resourceTypes);
  const api = restApiDefinition(resources, account);
  const queues = queueDefinitions(resources);
  return {
    functions: functionDefinitions(resources, stack),
    permissions: functionPermissions(resources),
    api,
    ...(api.resourcePolicy && {
      apiPolicy: parsePolicyDocument(api.resourcePolicy.document, api.resourcePolicy.where),
    }),
    roles: roleDefinitions(resources),
    tables: tableDefinitions(resources),
    events: eventDefinitions(resources),
    buckets: bucketDefinitions(resources),
    bucketPolicies: createBucketPolicies(bucketPolicyDefinitions(resources)),
    queues,
    queuePolicies: createQueuePolicies(queues),
    outputs: resources.outputs,
    localEnvironment: readLocalSettings(assembly, stackName).environment,
    inert: Object.entries(stack.template.Resources)
      .map(([logicalId, { Type: type }]) => ({ type, logicalId }))
      .filter(({ type }) => isUnknownType(type)),
  };
}
