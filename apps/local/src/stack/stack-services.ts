import { createRestApi } from '@jobs/local-aws/api-gateway';
import type { Account } from '@jobs/local-aws/cloudformation';
import { createDynamoDbService, createDynamoDbStreamsService, type DynamoDb } from '@jobs/local-aws/dynamodb';
import {
  type ArchiveStorage,
  createEventBridge,
  createEventsService,
  type EventBridge,
} from '@jobs/local-aws/eventbridge';
import { authenticate, createIam, createStsService, type Iam, withResourcePolicy } from '@jobs/local-aws/iam';
import type { Clock, HttpRequest, HttpResponse, ReportEvent } from '@jobs/local-aws/kernel';
import { createLambdaService, type Lambda } from '@jobs/local-aws/lambda';
import { createPipes, type Pipes } from '@jobs/local-aws/pipes';
import type { S3 } from '@jobs/local-aws/s3';
import { createSecretsManagerService, type Secrets } from '@jobs/local-aws/secretsmanager';
import { createSnsService, type Topics } from '@jobs/local-aws/sns';
import { createSqsService, type QueueMessages, Queues } from '@jobs/local-aws/sqs';
import { createSsmService, type Parameters } from '@jobs/local-aws/ssm';
import { authorizeCalls } from './authorize-calls.ts';
import { createCloudFormationService } from './cloudformation.ts';
import { deadLetterSender } from './dead-letters.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { createFaultsService } from './faults/faults-service.ts';
import { createFunctionPolicies } from './function-policies.ts';
import { createServiceCaller } from './integration-services.ts';
import { localizeOutputs, type StackOutputs } from './localize-outputs.ts';
import { pipePorts } from './pipe-ports.ts';
import { requestTime } from './request-time.ts';
import { createAwsApi } from './router.ts';
import { ruleTargets } from './rule-targets.ts';
import { createStackS3, isForS3 } from './s3-service.ts';
import type { StackDefinition } from './stack-definition.ts';
import { topicDeliveries } from './topic-deliveries.ts';

/** What survives a reload of the stack: its state and running functions. */
export interface StackBase {
  readonly account: Account;
  readonly stackName: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The clock of the queue, retries, ages, records and the archive. */
  readonly stackClock: Clock;
  /**
   * The clock for the expiry of temporary credentials. Signatures may use either clock, because functions use the
   * stack's.
   */
  readonly realClock: Clock;
  readonly dynamoDb: DynamoDb;
  readonly archiveStorage: ArchiveStorage;
  readonly queueMessages: QueueMessages;
  /** Absent in a stack without buckets. */
  readonly s3: S3 | undefined;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly topics: Topics;
  readonly lambda: Lambda;
  readonly plan: FaultPlan;
  readonly report: ReportEvent;
  readonly reportProblem: (problem: string) => void;
  readonly reportAccess: (line: string) => void;
}

/** What is recreated by a reload of the stack. */
export interface StackServices {
  readonly iam: Iam;
  readonly eventBridge: EventBridge;
  readonly queues: Queues;
  /** Not yet started. */
  readonly pipes: Pipes;
  readonly outputs: StackOutputs;
  readonly endpoint: string;
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** The services of a stack that keep no state of their own. */
export function createStackServices(definition: StackDefinition, base: StackBase): StackServices {
  const { account, stackClock, realClock, dynamoDb, lambda, report } = base;
  const user = { name: 'jobs-local', ...base.credentials };
  const iam = createIam({ ...account, clock: realClock, user, roles: definition.roles });
  const functionPolicies = createFunctionPolicies(definition.permissions, account.accountId);

  const { queuePolicies } = definition;
  const queues = new Queues(definition.queues, base.queueMessages);
  const eventBridge = createEventBridge(definition.events, {
    ...account,
    clock: stackClock,
    report,
    archiveStorage: base.archiveStorage,
    invokeTarget: ruleTargets({ ...account, queues, queuePolicies, lambda, functionPolicies }),
    sendToDeadLetter: deadLetterSender(queues, {
      ...base,
      accountId: account.accountId,
      policies: queuePolicies,
    }),
    onDeliveryFailure: ({ rule, target, errorCode, errorMessage }) => {
      base.reportProblem(`The rule ${rule.name} cannot deliver to ${target.arn}: ${errorCode}: ${errorMessage}`);
    },
  });

  const pipes = createPipes(definition.pipes, {
    ...pipePorts({ iam, dynamoDb, eventBridge, queues, plan: base.plan }),
    clock: stackClock,
    report,
    reportProblem: base.reportProblem,
  });

  const restApi = createRestApi(definition.api, {
    clock: stackClock,
    requestTime: (request) => requestTime(request, { realClock, stackClock }),
    authenticate: (request) =>
      authenticate(request, {
        service: 'execute-api',
        region: account.region,
        realTime: realClock.now(),
        stackTime: stackClock.now(),
        credentials: iam.credentials,
      }),
    authorize: withResourcePolicy(iam, definition.apiPolicy),
    callService: createServiceCaller({ iam, lambda, functionPolicies, dynamoDb }),
    report: (event) => {
      if (event.type === 'access-logged') base.reportAccess(event.line);
      else base.reportProblem(`${event.method} ${event.path} -> ${event.status}: ${event.reason}`);
    },
  });

  base.secrets.define(definition.secrets);
  base.parameters.define(definition.parameters);
  base.topics.define(definition.topics);
  const { explainMissing } = definition.localValues;

  const outputs = localizeOutputs(definition.outputs, definition.api, base.endpoint);
  const awsApi = createAwsApi({
    apiPath: `/${definition.api.stageName}`,
    iam,
    region: account.region,
    stackClock,
    realClock,
    services: [
      createStsService(iam),
      createDynamoDbService(dynamoDb, account),
      createDynamoDbStreamsService(dynamoDb),
      createEventsService(eventBridge, account),
      createSqsService(queues, { ...account, endpoint: base.endpoint }),
      createSecretsManagerService(base.secrets, {
        clock: stackClock,
        authorize: authorizeCalls(iam, definition.secretPolicies),
        explainMissing: (name) => explainMissing('secret', name),
      }),
      createSsmService(base.parameters, {
        clock: stackClock,
        authorize: authorizeCalls(iam),
        explainMissing: (name) => explainMissing('parameter', name),
      }),
      createSnsService(base.topics, {
        ...account,
        clock: stackClock,
        authorize: authorizeCalls(iam, definition.topicPolicies),
        policyOf: (topicArn) => definition.topics.topics.find(({ arn }) => arn === topicArn)?.policies[0]?.document,
        ...topicDeliveries({ ...account, queues, queuePolicies, lambda, functionPolicies }),
        reportProblem: base.reportProblem,
      }),
      createLambdaService(lambda, account),
      createFaultsService(base.plan),
      createCloudFormationService({ stack: describeStack(base, outputs) }),
    ],
  });

  const { s3 } = base;
  const s3Service = s3 && createStackS3(s3, { ...base, iam, policies: definition.bucketPolicies });

  return {
    iam,
    eventBridge,
    queues,
    pipes,
    outputs,
    endpoint: base.endpoint,
    handle: (request) => {
      if (s3 && s3Service && isForS3(s3, request)) return s3Service.handle(request);
      return awsApi.accepts(request) ? awsApi.handle(request) : restApi.handle(request);
    },
  };
}

function describeStack({ account: { region, accountId }, stackName, realClock }: StackBase, outputs: StackOutputs) {
  return {
    name: stackName,
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    creationTime: realClock.now(),
    outputs: Object.entries(outputs).map(([key, value]) => ({ key, value })),
  };
}
