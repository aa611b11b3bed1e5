import {
  createHttpServer,
  type HttpRequest,
  type HttpResponse,
  type ReportEvent,
  systemClock,
} from '@jobs/local-aws/kernel';
import { createLambda } from '@jobs/local-aws/lambda';
import { CurrentServices } from './current-services.ts';
import { dateResponse } from './date-response.ts';
import { createFaultPlan } from './faults/fault-plan.ts';
import { plannedDynamoDbFaults, plannedLambdaFaults, targetName } from './faults/planned-faults.ts';
import { labelFunctions } from './label-functions.ts';
import { lambdaPorts } from './lambda-ports.ts';
import type { LocalStack, LocalStackOptions } from './local-stack.ts';
import { resumeEvents } from './persistence/resume-events.ts';
import { refuseNewWork } from './refuse-new-work.ts';
import { checkReloadable, updateFunctions } from './reload-definition.ts';
import { reportWrites } from './report-writes.ts';
import { isForS3 } from './s3-service.ts';
import { readStackDefinition } from './stack-definition.ts';
import { createStackServices } from './stack-services.ts';
import { openStackState } from './stack-state.ts';

/** An account id that does not exist on AWS. */
const accountId = '000000000000';

/**
 * Runs a synthesized stack in this process. It starts the definition, state, functions, port and services in this
 * order; a stop or a failed start undoes them in reverse.
 * @throws LocalRunError if the stack can't be read or contains something unsupported
 * @throws PortUnavailableError when the port can't be opened
 */
export async function startStack(options: LocalStackOptions): Promise<LocalStack> {
  const { assembly, stackName, region = 'eu-west-1', credentials, dataFolder, valuesFile, faults = {} } = options;
  const { stackClock = systemClock(), realClock = systemClock() } = options;
  const { answer = (_request: HttpRequest, next: () => Promise<HttpResponse>) => next() } = options;
  const { reportProblem = () => undefined, reportAccess = () => undefined } = options;
  const account = { accountId, region };
  await using steps = new AsyncDisposableStack();

  // The definition, and what is derived from it.
  const source = {
    assembly,
    stackName,
    account,
    seed: credentials.secretAccessKey,
    ...(valuesFile !== undefined && { valuesFile }),
  };
  let definition = await readStackDefinition(source);
  const labelOf = labelFunctions(definition.functions);
  const report: ReportEvent = (event) => options.report?.(event, labelOf);
  const functionNames = definition.functions.map(({ name }) => targetName(labelOf(name)));
  const plan = createFaultPlan(functionNames, faults.plan);

  // The state: tables, archives, queues.
  const state = await openStackState({
    account,
    stackName,
    tables: definition.tables,
    buckets: definition.buckets,
    secrets: definition.secrets,
    parameters: definition.parameters,
    topics: definition.topics,
    stackClock,
    faults: plannedDynamoDbFaults(plan, faults.dynamoDb),
    ...(dataFolder !== undefined && { dataFolder }),
    ...(options.fileSystem && { fileSystem: options.fileSystem }),
    reportProblem,
  });
  steps.defer(() => state.close());
  const dynamoDb = options.report ? reportWrites(state.dynamoDb, report) : state.dynamoDb;

  // The functions, which call the services and stop before them.
  const services = new CurrentServices();
  steps.defer(() => services.stop());
  const lambda = createLambda(definition.functions, {
    ...account,
    ...lambdaPorts(services, plan, () => definition.localEnvironment),
    clock: stackClock,
    report,
    faults: plannedLambdaFaults(plan, labelOf, faults.lambda),
    ...(state.journal && { journal: state.journal }),
  });
  steps.defer(() => lambda.stop());

  // The port.
  let isStopping = false;
  const handle = async (request: HttpRequest) =>
    (isStopping ? refuseNewWork(request) : undefined) ??
    (await answer(request, () => services.current.handle(request)));
  const server = createHttpServer(
    async (request) => dateResponse(await handle(request), request, { stackClock, realClock }),
    {
      streams: (head) => state.s3 !== undefined && isForS3(state.s3, head),
      report: (error) => {
        reportProblem(String(error));
      },
    },
  );
  steps.defer(() => server.stop());
  const endpoint = `http://127.0.0.1:${await server.listen(options.port ?? 0)}`;

  // The services, and unfinished events of an earlier run.
  const { archiveStorage, queueMessages, s3, secrets, parameters, topics } = state;
  const base = {
    ...{ account, stackName, endpoint, credentials, stackClock, realClock, plan },
    ...{ dynamoDb, archiveStorage, queueMessages, s3, secrets, parameters, topics, lambda },
    ...{ report, reportProblem, reportAccess },
  };
  await services.replace(createStackServices(definition, base));
  if (state.journal) resumeEvents(state.journal, lambda, reportProblem);

  const running = steps.move();
  return {
    ...account,
    endpoint,
    stackName,
    labelOf,
    lambda,
    dynamoDb,
    faults: plan,
    get outputs() {
      return services.current.outputs;
    },
    get iam() {
      return services.current.iam;
    },
    get eventBridge() {
      return services.current.eventBridge;
    },
    get pipes() {
      return services.current.pipes;
    },
    get queues() {
      return services.current.queues;
    },
    get definition() {
      return definition;
    },
    get functions() {
      return definition.functions;
    },
    get inert() {
      return definition.inert;
    },
    reload: async () => {
      const next = await readStackDefinition(source);
      checkReloadable(definition, next);
      const replaced = services.replace(createStackServices(next, base), () => dynamoDb.streams.define(next.tables));
      updateFunctions(lambda, definition.functions, next.functions);
      definition = next;
      await replaced;
    },
    stop: () => {
      isStopping = true;
      return running.disposeAsync();
    },
  };
}
