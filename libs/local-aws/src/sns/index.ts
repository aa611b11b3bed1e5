import { type Clock, OnDemand } from '../kernel/index.ts';
import {
  type Authorize,
  authorizeActions,
  type AwsService,
  queryError,
  queryParameters,
  queryResponse,
  type QueryService,
  unknownAction,
} from '../wire/index.ts';
import type { TopicDefinitions } from './engine/definitions.ts';
import type { DeliveryPorts } from './engine/deliver.ts';
import type { TopicStore } from './engine/topic-store.ts';

export type { TopicDefinition, TopicDefinitions } from './engine/definitions.ts';
export type { QueueMessage } from './engine/deliver.ts';
export type { MessageAttribute } from './engine/message.ts';

/** The SNS resources of templates: loaded only for stacks with such resources. */
export const loadSnsTemplate = () => import('./template/index.ts');

/** The topics of a stack, which survive changes to its definition. They are loaded on the first call. */
export type Topics = OnDemand<TopicDefinitions, TopicStore>;

export function createTopics(definitions: TopicDefinitions): Topics {
  return new OnDemand(definitions, async () => {
    const { TopicStore } = await import('./engine/topic-store.ts');
    return new TopicStore();
  });
}

export interface SnsPorts extends DeliveryPorts {
  readonly accountId: string;
  readonly clock: Clock;
  readonly authorize: Authorize;
  /** The policy of a topic in the template. */
  readonly policyOf: (topicArn: string) => object | undefined;
}

const sns: QueryService = { version: '2010-03-31', namespace: 'http://sns.amazonaws.com/doc/2010-03-31/' };

/** SNS in the query protocol. */
export function createSnsService(topics: Topics, ports: SnsPorts): AwsService {
  return {
    signingName: 'sns',
    accepts: (request) => queryParameters(request)?.get('Version') === sns.version,
    // Each operation checks the permissions it needs, on the topic that it names.
    permission: () => undefined,
    handle: async (request, caller) => {
      const [store, { operations }, { checkParameters }] = await Promise.all([
        topics.get(),
        import('./wire/operations.ts'),
        import('./wire/form.ts'),
      ]);
      const parameters = queryParameters(request) ?? new URLSearchParams();
      const action = parameters.get('Action') ?? '';
      const operation = operations.get(action);
      if (!operation) throw unknownAction('SNS', action, [...operations.keys()]);
      checkParameters(parameters, action, operation.parameters);
      const authorize = authorizeActions(ports.authorize, caller, request, { status: 403, code: 'AuthorizationError' });
      const call = { ...ports, parameters, store, authorize, callerArn: caller.arn, delivery: ports };
      return queryResponse(sns, action, operation.run(call));
    },
    errorResponse: (error) => queryError(sns, error),
  };
}
