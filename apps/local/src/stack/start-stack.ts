import { withDate } from './date-response.ts';
import {
  systemClock,
  createHttpServer,
  type Clock,
  type JsonObject,
  type ReportStep,
  type Step,
} from '@jobs/local-aws/kernel';
import { createDynamoDb, type DynamoDb, type DynamoDbFaults } from '@jobs/local-aws/dynamodb';
import { memoryArchiveStorage, type EventBridge } from '@jobs/local-aws/eventbridge';
import type { FaultRequest } from './faults/fault.ts';
import { createFaultPlan, type FaultPlan } from './faults/fault-plan.ts';
import {
  plannedDynamoDbFaults,
  plannedLambdaFaults,
  refusingEventBridge,
  targetName,
} from './faults/planned-faults.ts';
import { functionLabels, type FunctionLabels } from './label-functions.ts';
import type { Iam } from '@jobs/local-aws/iam';
import { explainLock, keptState } from './persistence/persistent-state.ts';
import { resumeKeptEvents } from './persistence/resume-events.ts';
import { createLambda, type FunctionDefinition, type Lambda, type LambdaFaults } from '@jobs/local-aws/lambda';
import type { StackOutputs } from './localize-outputs.ts';
import { checkReloadable, updateFunctions } from './follow-changes.ts';
import { readStackDefinition } from './stack-definition.ts';
import { QueueMessages } from '@jobs/local-aws/sqs';
import { createStackServices } from './stack-services.ts';
import { reportWrites } from './report-writes.ts';

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
  /** Told of each line of the API's access log. @default nobody */
  readonly reportAccess?: (line: string) => void;
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
  readonly functions: readonly FunctionDefinition[];
  readonly labelOf: FunctionLabels;
  /**
   * Reads the cloud assembly again and goes on with what it says now. Tables, archives and the queue stay as they are;
   * functions that have changed run from their next invocation on.
   * @throws LocalRunError when the stack can't be read, or differs too much: then all stays as it was
   */
  reload(): Promise<void>;
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
  const { stackName, region = 'eu-west-1', clock = systemClock(), faults = {}, credentials } = options;
  const { clientClock = clock, reportProblem = () => undefined, reportAccess = () => undefined } = options;
  const account = { accountId, region };
  /** Signatures may be dated by it as well: functions live by `clock`, clients outside by real time. */
  const otherClock = clientClock === clock ? systemClock() : clock;

  let definition = readStackDefinition(options.assembly, stackName, account);
  const labelOf = functionLabels(definition.functions);
  const report: ReportStep = (step) => options.report?.(step, labelOf);
  const plan = createFaultPlan(
    definition.functions.map(({ name }) => targetName(labelOf(name))),
    faults.plan,
  );

  const kept = options.dataFolder === undefined ? undefined : keptState(options.dataFolder, stackName);
  const tables = await createDynamoDb({
    ...account,
    tables: definition.tables,
    clock,
    faults: plannedDynamoDbFaults(plan, faults.dynamoDb),
    ...(kept && { path: kept.tables }),
  }).catch((error: unknown) => {
    throw explainLock(error, options.dataFolder ?? '');
  });
  const dynamoDb = options.report ? reportWrites(tables, report) : tables;
  const archiveStorage = kept?.archives ?? memoryArchiveStorage();
  const journal = kept?.openJournal();

  const lambda = createLambda(definition.functions, {
    ...account,
    clock,
    report,
    credentialsFor: (roleArn) => services.iam.assumeRoleAsService('lambda.amazonaws.com', roleArn),
    environment: () => ({ AWS_ENDPOINT_URL: endpoint }),
    authorize: (roleArn, action, resourceArn) => services.iam.authorize({ roleArn }, action, resourceArn),
    putEvent: async ({ busArn, ...event }) => {
      const bus = refusingEventBridge(plan, services.eventBridge);
      await bus.putEvent({ ...event, detail: event.detail as JsonObject, bus: busArn });
    },
    faults: plannedLambdaFaults(plan, labelOf, faults.lambda),
    ...(journal && { journal }),
  });

  const server = createHttpServer(
    async (request) => withDate(await services.handle(request), request, [clientClock, otherClock]),
    {
      report: (error) => {
        reportProblem(String(error));
      },
    },
  );
  const stopState = async () => {
    journal?.close();
    await dynamoDb.stop();
  };
  let endpoint: string;
  try {
    endpoint = `http://127.0.0.1:${await server.listen(options.port ?? 0)}`;
  } catch (error) {
    await server.stop();
    await lambda.stop();
    await stopState();
    throw error;
  }

  const base = {
    account,
    stackName,
    endpoint,
    credentials,
    clock,
    clientClock,
    otherClock,
    dynamoDb,
    archiveStorage,
    queueMessages: new QueueMessages(clock),
    lambda,
    plan,
    report,
    reportProblem,
    reportAccess,
  };
  let services = createStackServices(definition, base);
  if (journal) resumeKeptEvents(journal, lambda, reportProblem);

  return {
    endpoint,
    ...account,
    stackName,
    get outputs() {
      return services.outputs;
    },
    get iam() {
      return services.iam;
    },
    get eventBridge() {
      return services.eventBridge;
    },
    get functions() {
      return definition.functions;
    },
    labelOf,
    lambda,
    dynamoDb,
    faults: plan,
    reload: async () => {
      const next = readStackDefinition(options.assembly, stackName, account);
      checkReloadable(definition, next);
      const previous = services;
      services = createStackServices(next, base);
      updateFunctions(lambda, definition.functions, next.functions);
      definition = next;
      await previous.eventBridge.stop();
    },
    stop: async () => {
      await server.stop();
      await lambda.stop();
      await services.eventBridge.stop();
      await stopState();
    },
  };
}
