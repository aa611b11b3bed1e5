import { withDate } from './answer-date.ts';
import { createRestApi } from './api-gateway/index.ts';
import { createMappingTemplateEngine } from './api-gateway/mapping-template-engine.ts';
import { createCloudFormationService } from './aws-api/cloudformation.ts';
import { createDynamoDbService } from './aws-api/dynamodb.ts';
import { createEventsService } from './aws-api/events.ts';
import { createLambdaService } from './aws-api/lambda.ts';
import { createAwsApi } from './aws-api/router.ts';
import { createStsService } from './aws-api/sts.ts';
import { systemClock, type Clock } from './clock.ts';
import { createDynamoDb } from './dynamodb/create-dynamodb.ts';
import type { DynamoDb } from './dynamodb/dynamodb.ts';
import type { DynamoDbFaults } from './dynamodb/faults.ts';
import { createEventBridge } from './events/create-event-bridge.ts';
import { TargetRefusedError } from './events/errors.ts';
import type { EventBridge } from './events/event-bridge.ts';
import type { JsonObject } from './events/json.ts';
import { functionLabels, type FunctionLabels } from './function-labels.ts';
import type { FaultRequest } from './faults/fault.ts';
import { createFaultPlan, type FaultPlan } from './faults/fault-plan.ts';
import { createFaultsService } from './faults/faults-service.ts';
import {
  plannedDynamoDbFaults,
  plannedLambdaFaults,
  refusingEventBridge,
  targetName,
} from './faults/planned-faults.ts';
import type { HttpRequest } from './http.ts';
import { createHttpServer } from './http-server.ts';
import { createFunctionPolicies } from './iam/function-policies.ts';
import { createIam, type Iam } from './iam/iam.ts';
import { authenticate } from './iam/signature.ts';
import { createServiceCaller } from './integration-services.ts';
import { explainLock, keptState } from './keep/kept-state.ts';
import { createLambda, InvokeError, type Lambda, type LambdaFaults } from './lambda/index.ts';
import { localOutputs, type StackOutputs } from './outputs.ts';
import { eventDefinitions } from './resources/definitions/event-definitions.ts';
import { functionDefinitions } from './resources/definitions/function-definitions.ts';
import { functionPermissions } from './resources/definitions/function-permissions.ts';
import { restApiDefinition } from './resources/definitions/rest-api-definition.ts';
import { roleDefinitions } from './resources/definitions/role-definitions.ts';
import { tableDefinitions } from './resources/definitions/table-definitions.ts';
import { readResources } from './resources/read-resources.ts';
import type { ReportStep, Step } from './steps.ts';
import { reportWrites } from './stored-items.ts';
import { loadStack } from './template/cloud-assembly.ts';

export interface LocalStackOptions {
  /** The folder of the cloud assembly, `cdk.out`. */
  readonly assembly: string;
  readonly stackName: string;
  /** 0: any free one. @default 0 */
  readonly port?: number;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** The key of the one IAM user. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** @default real time */
  readonly clock?: Clock;
  /**
   * The time by which temporary credentials expire and answers are dated. Clients outside know no other than real time,
   * so a `clock` that passes faster needs real time here.
   * @default clock
   */
  readonly clientClock?: Clock;
  /** Told of each step of each job, with the readable names of functions. @default nobody */
  readonly report?: (step: Step, labelOf: FunctionLabels) => void;
  /** Told of what should not happen: a request that the gateway answers with 5xx, an unexpected error. @default nobody */
  readonly reportProblem?: (problem: string) => void;
  /** A folder that keeps tables, archives and the queue, so that a later run goes on with them. @default in memory */
  readonly dataFolder?: string;
  /** What goes wrong on purpose. @default nothing */
  readonly faults?: {
    readonly lambda?: LambdaFaults;
    readonly dynamoDb?: DynamoDbFaults;
    /** Set from the start; {@link LocalStack.faults} can change it. */
    readonly plan?: readonly FaultRequest[];
  };
}

/** A running stack. */
export interface LocalStack {
  /** `http://127.0.0.1:<port>`: AWS API calls go to its `/`, the jobs API is below `/<stage>`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly outputs: StackOutputs;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly eventBridge: EventBridge;
  readonly dynamoDb: DynamoDb;
  /** What goes wrong on purpose. */
  readonly faults: FaultPlan;
  /** Ends everything in the reverse order of its start. */
  stop(): Promise<void>;
}

/** An account that no one has. */
const accountId = '000000000000';

/**
 * Runs a synthesized stack in this process.
 * @throws LocalRunError when the stack can't be read or has a part that is not known
 * @throws PortUnavailableError when the port can't be opened
 */
export async function startLocal(options: LocalStackOptions): Promise<LocalStack> {
  const { stackName, region = 'eu-west-1', clock = systemClock(), faults = {} } = options;
  const { clientClock = clock, reportProblem = () => undefined } = options;
  const account = { accountId, region };
  /** Signatures may be dated by it as well: functions live by `clock`, clients outside by real time. */
  const otherClock = clientClock === clock ? systemClock() : clock;

  const stack = loadStack(options.assembly, stackName);
  const resources = readResources(stack, account);
  const functions = functionDefinitions(resources, stack);
  const labelOf = functionLabels(functions);
  const report: ReportStep = (step) => options.report?.(step, labelOf);
  const api = restApiDefinition(resources, account);
  const user = { name: 'jobs-local', ...options.credentials };
  const iam = createIam({ ...account, clock: clientClock, user, roles: roleDefinitions(resources) });
  const functionPolicies = createFunctionPolicies(functionPermissions(resources), accountId);

  const plan = createFaultPlan(
    functions.map(({ name }) => targetName(labelOf(name))),
    faults.plan,
  );
  const kept = options.dataFolder === undefined ? undefined : keptState(options.dataFolder, stackName);
  const tables = await createDynamoDb({
    ...account,
    tables: tableDefinitions(resources),
    clock,
    faults: plannedDynamoDbFaults(plan, faults.dynamoDb),
    ...(kept && { path: kept.tables }),
  }).catch((error: unknown) => {
    throw explainLock(error, options.dataFolder ?? '');
  });
  const journal = kept?.openJournal();
  const dynamoDb = options.report ? reportWrites(tables, report) : tables;

  const eventBridge = createEventBridge(eventDefinitions(resources), {
    ...account,
    clock,
    report,
    ...(kept && { archiveStorage: kept.archives }),
    invokeTarget: (targetArn, payload, rule) => {
      if (!functionPolicies.allows(targetArn, 'events.amazonaws.com', rule.arn)) {
        return Promise.reject(new TargetRefusedError('NO_PERMISSIONS', `${rule.arn} may not invoke ${targetArn}.`));
      }
      lambda.invokeEvent(targetArn, payload);
      return Promise.resolve();
    },
  });

  const lambda = createLambda(functions, {
    ...account,
    clock,
    report,
    credentialsFor: (roleArn) => iam.assumeRoleAsService('lambda.amazonaws.com', roleArn),
    environment: () => ({ AWS_ENDPOINT_URL: endpoint }),
    authorize: (roleArn, action, resourceArn) => iam.authorize({ roleArn }, action, resourceArn),
    putEvent: async ({ busArn, ...event }) => {
      await refusingEventBridge(plan, eventBridge).putEvent({
        ...event,
        detail: event.detail as JsonObject,
        bus: busArn,
      });
    },
    faults: plannedLambdaFaults(plan, labelOf, faults.lambda),
    ...(journal && { journal }),
  });

  const restApi = createRestApi(api, {
    clock,
    templates: createMappingTemplateEngine(),
    authenticate: (request) =>
      authenticate(request, {
        service: 'execute-api',
        region,
        now: clientClock.now(),
        wallTime: otherClock.now(),
        credentials: iam.credentials,
      }),
    authorize: (caller, action, resourceArn) => iam.authorize(caller, action, resourceArn),
    callService: createServiceCaller({ iam, lambda, functionPolicies, dynamoDb }),
    report: (event) => {
      if (event.type === 'request-failed')
        reportProblem(`${event.method} ${event.path} -> ${event.status}: ${event.reason}`);
    },
  });

  const handle = (request: HttpRequest) => (awsApi.accepts(request) ? awsApi.handle(request) : restApi.handle(request));
  const server = createHttpServer(
    async (request) => withDate(await handle(request), request, [clientClock, otherClock]),
    {
      report: (error) => {
        reportProblem(String(error));
      },
    },
  );
  const stop = async () => {
    await server.stop();
    await lambda.stop();
    await eventBridge.stop();
    journal?.close();
    await dynamoDb.stop();
  };
  let endpoint = '';
  try {
    endpoint = `http://127.0.0.1:${await server.listen(options.port ?? 0)}`;
  } catch (error) {
    await stop();
    throw error;
  }
  const outputs = localOutputs(resources.outputs, api, endpoint);
  const awsApi = createAwsApi({
    iam,
    region,
    clock: clientClock,
    wallClock: otherClock,
    services: [
      createStsService(iam),
      createDynamoDbService(dynamoDb, account),
      createEventsService(eventBridge, account),
      createLambdaService(
        Object.assign(lambda, { has: (name: string) => functions.some((each) => each.name === name) }),
        account,
      ),
      createFaultsService(plan),
      createCloudFormationService({
        stack: {
          name: stackName,
          id: `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
          creationTime: clock.now(),
          outputs: Object.entries(outputs).map(([key, value]) => ({ key, value })),
        },
      }),
    ],
  });

  for (const event of journal?.kept ?? []) {
    try {
      lambda.resume(event);
    } catch (error) {
      if (!(error instanceof InvokeError)) throw error;
      journal?.finished(event);
      reportProblem(`An event of ${event.functionName} was kept, and is dropped: the stack has no such function now.`);
    }
  }

  return {
    endpoint,
    ...account,
    stackName,
    outputs,
    iam,
    lambda,
    eventBridge,
    dynamoDb,
    faults: plan,
    stop,
  };
}
