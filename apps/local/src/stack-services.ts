import { createRestApi } from './api-gateway/index.ts';
import { createMappingTemplateEngine } from './api-gateway/mapping-template-engine.ts';
import { createCloudFormationService } from './aws-api/cloudformation.ts';
import { createDynamoDbService } from './aws-api/dynamodb.ts';
import { createEventsService } from './aws-api/events.ts';
import { createLambdaService } from './aws-api/lambda.ts';
import { createAwsApi } from './aws-api/router.ts';
import { createSqsService } from './aws-api/sqs.ts';
import { createStsService } from './aws-api/sts.ts';
import type { Clock } from './clock.ts';
import type { DynamoDb } from './dynamodb/dynamodb.ts';
import type { ArchiveStorage } from './events/archive-storage.ts';
import { createEventBridge } from './events/create-event-bridge.ts';
import { TargetRefusedError } from './events/errors.ts';
import type { EventBridge } from './events/event-bridge.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { createFaultsService } from './faults/faults-service.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { createFunctionPolicies } from './iam/function-policies.ts';
import { createIam, type Iam } from './iam/iam.ts';
import { withResourcePolicy } from './iam/resource-policy.ts';
import { authenticate } from './iam/signature.ts';
import { createServiceCaller } from './integration-services.ts';
import type { Lambda } from './lambda/index.ts';
import { localOutputs, type StackOutputs } from './outputs.ts';
import type { Account } from './resources/identities.ts';
import { deadLetterSender } from './sqs/dead-letters.ts';
import { type QueueMessages, Queues } from './sqs/queues.ts';
import type { StackDefinition } from './stack-definition.ts';
import type { ReportStep } from './steps.ts';

/** What stays when the definition of a stack changes: its state, and what runs. */
export interface StackBase {
  readonly account: Account;
  readonly stackName: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly clock: Clock;
  /** Temporary credentials expire by it. */
  readonly clientClock: Clock;
  /** Signatures may be dated by it as well. */
  readonly otherClock: Clock;
  readonly dynamoDb: DynamoDb;
  readonly archiveStorage: ArchiveStorage;
  readonly queueMessages: QueueMessages;
  readonly lambda: Lambda;
  readonly plan: FaultPlan;
  readonly report: ReportStep;
  readonly reportProblem: (problem: string) => void;
  readonly reportAccess: (line: string) => void;
}

/** What is made anew when the definition of a stack changes. */
export interface StackServices {
  readonly iam: Iam;
  readonly eventBridge: EventBridge;
  readonly outputs: StackOutputs;
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** The services of a stack that keep no state of their own. */
export function createStackServices(definition: StackDefinition, base: StackBase): StackServices {
  const { account, clock, clientClock, otherClock, dynamoDb, lambda, report } = base;
  const user = { name: 'jobs-local', ...base.credentials };
  const iam = createIam({ ...account, clock: clientClock, user, roles: definition.roles });
  const functionPolicies = createFunctionPolicies(definition.permissions, account.accountId);

  const queues = new Queues(definition.queues, base.queueMessages);
  const eventBridge = createEventBridge(definition.events, {
    ...account,
    clock,
    report,
    archiveStorage: base.archiveStorage,
    invokeTarget: (targetArn, payload, rule) => {
      if (!functionPolicies.allows(targetArn, 'events.amazonaws.com', rule.arn)) {
        return Promise.reject(new TargetRefusedError('NO_PERMISSIONS', `${rule.arn} may not invoke ${targetArn}.`));
      }
      lambda.invokeEvent(targetArn, payload);
      return Promise.resolve();
    },
    sendToDeadLetter: deadLetterSender(queues, { ...base, accountId: account.accountId }),
    onDeliveryFailure: ({ rule, target, errorCode, errorMessage }) => {
      base.reportProblem(`The rule ${rule.name} could not reach ${target.arn}: ${errorCode}: ${errorMessage}`);
    },
  });

  const restApi = createRestApi(definition.api, {
    clock,
    templates: createMappingTemplateEngine(),
    authenticate: (request) =>
      authenticate(request, {
        service: 'execute-api',
        region: account.region,
        now: clientClock.now(),
        wallTime: otherClock.now(),
        credentials: iam.credentials,
      }),
    authorize: withResourcePolicy(iam, definition.api.resourcePolicy),
    callService: createServiceCaller({ iam, lambda, functionPolicies, dynamoDb }),
    report: (event) => {
      if (event.type === 'access-logged') base.reportAccess(event.line);
      else base.reportProblem(`${event.method} ${event.path} -> ${event.status}: ${event.reason}`);
    },
  });

  const outputs = localOutputs(definition.outputs, definition.api, base.endpoint);
  const awsApi = createAwsApi({
    iam,
    region: account.region,
    clock: clientClock,
    wallClock: otherClock,
    services: [
      createStsService(iam),
      createDynamoDbService(dynamoDb, account),
      createEventsService(eventBridge, account),
      createSqsService(queues, { ...account, endpoint: base.endpoint }),
      createLambdaService(lambda, account),
      createFaultsService(base.plan),
      createCloudFormationService({ stack: describeStack(base, outputs) }),
    ],
  });

  return {
    iam,
    eventBridge,
    outputs,
    handle: (request) => (awsApi.accepts(request) ? awsApi.handle(request) : restApi.handle(request)),
  };
}

function describeStack({ account: { region, accountId }, stackName, clock }: StackBase, outputs: StackOutputs) {
  return {
    name: stackName,
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    creationTime: clock.now(),
    outputs: Object.entries(outputs).map(([key, value]) => ({ key, value })),
  };
}
