import { readLocalSettings } from '@jobs/infra/local-settings';
import { type RestApiDefinition, restApiDefinition } from '@jobs/local-aws/api-gateway';
import {
  type Account,
  loadStack,
  readResources,
  type StackOutput,
  type Template,
} from '@jobs/local-aws/cloudformation';
import { type TableDefinition, tableDefinitions } from '@jobs/local-aws/dynamodb';
import { type EventBridgeDefinitions, eventDefinitions } from '@jobs/local-aws/eventbridge';
import { parsePolicyDocument, type PolicyDocument, type RoleDefinition, roleDefinitions } from '@jobs/local-aws/iam';
import {
  type FunctionDefinition,
  functionDefinitions,
  type FunctionPermission,
  functionPermissions,
} from '@jobs/local-aws/lambda';
import type { PipeDefinition } from '@jobs/local-aws/pipes';
import { type BucketDefinition, bucketDefinitions, bucketPolicyDefinitions } from '@jobs/local-aws/s3';
import type { SecretDefinition } from '@jobs/local-aws/secretsmanager';
import type { TopicDefinitions } from '@jobs/local-aws/sns';
import { type QueueDefinition, queueDefinitions } from '@jobs/local-aws/sqs';
import type { ParameterDefinition } from '@jobs/local-aws/ssm';
import { type LocalValues, readLocalValues } from './local-values.ts';
import { loadOptionalTemplates } from './optional-templates.ts';
import { createQueuePolicies, type QueuePolicies } from './queue-policies.ts';
import { createResourcePolicies, type ResourcePolicies } from './resource-policies.ts';
import { stackResourceTypes } from './resource-types.ts';
import { templateValues } from './template-values.ts';

/** All parts of a stack, as its template describes them. */
export interface StackDefinition {
  readonly functions: readonly FunctionDefinition[];
  readonly permissions: readonly FunctionPermission[];
  readonly api: RestApiDefinition;
  /** The API's resource policy; absent if it has none. */
  readonly apiPolicy?: PolicyDocument;
  readonly roles: readonly RoleDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly events: EventBridgeDefinitions;
  readonly buckets: readonly BucketDefinition[];
  /** By the buckets' names. */
  readonly bucketPolicies: ResourcePolicies;
  readonly queues: readonly QueueDefinition[];
  readonly queuePolicies: QueuePolicies;
  readonly secrets: readonly SecretDefinition[];
  readonly secretPolicies: ResourcePolicies;
  readonly parameters: readonly ParameterDefinition[];
  readonly topics: TopicDefinitions;
  readonly topicPolicies: ResourcePolicies;
  readonly pipes: readonly PipeDefinition[];
  readonly localValues: LocalValues;
  readonly template: Template;
  readonly outputs: readonly StackOutput[];
  /** Environment variables of the functions that are only set in the local run. */
  readonly localEnvironment: Readonly<Record<string, string>>;
  /** Resources without effect in the local run, because of their type or a subscription's protocol. */
  readonly inert: readonly InertResource[];
}

export interface InertResource {
  readonly type: string;
  readonly logicalId: string;
}

export interface DefinitionSource {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly stackName: string;
  readonly account: Account;
  /** The file with the values of secrets and parameters. @default none */
  readonly valuesFile?: string;
  /** The seed of generated secrets. */
  readonly seed: string;
}

/** Rejects with a LocalRunError if the stack or the local values can't be read or contain something unsupported. */
export async function readStackDefinition(source: DefinitionSource): Promise<StackDefinition> {
  const { assembly, stackName, account, seed } = source;
  const localValues = readLocalValues(source.valuesFile);
  const stack = loadStack(assembly, stackName);
  const optional = await loadOptionalTemplates(stack, localValues);
  const types = stackResourceTypes(optional);
  const resources = readResources(stack, account, types.all, {
    values: (read) => templateValues(read, optional, account, localValues, seed),
  });
  const api = restApiDefinition(resources, account);
  const queues = queueDefinitions(resources);
  const topics = optional.topics?.topicDefinitions(resources) ?? { topics: [], subscriptions: [] };
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
    bucketPolicies: createResourcePolicies(
      bucketPolicyDefinitions(resources).map(({ bucketName, policy }) => ({ resource: bucketName, policy })),
    ),
    queues,
    queuePolicies: createQueuePolicies(queues),
    secrets: optional.secrets?.secretDefinitions(resources, account, { values: localValues.secrets, seed }) ?? [],
    secretPolicies: createResourcePolicies(optional.secrets?.secretPolicyDefinitions(resources) ?? []),
    parameters: optional.parameters?.parameterDefinitions(resources, localValues.parameters) ?? [],
    topics,
    topicPolicies: createResourcePolicies(
      topics.topics.flatMap(({ arn, policies }) => policies.map((policy) => ({ resource: arn, policy }))),
    ),
    pipes: optional.pipes?.pipeDefinitions(resources) ?? [],
    localValues,
    template: stack.template,
    outputs: resources.outputs,
    localEnvironment: readLocalSettings(assembly, stackName).environment,
    inert: [
      ...Object.entries(stack.template.Resources)
        .map(([logicalId, { Type: type }]) => ({ type, logicalId }))
        .filter(({ type }) => types.isUnknown(type)),
      ...(optional.topics?.undeliveredSubscriptions(resources) ?? []),
    ],
  };
}
