import { randomBytes } from 'node:crypto';
import { createJobsClient, JobFailedError, type JobsClient } from '@jobs/client-sdk';
import { type LocalStack, type StackEvent, startStack } from '@jobs/local';
import { sleeping, testAssembly } from '@jobs/local/testing/test-contract';
import { type Item, itemBytes, readUnits, writeUnits } from './item-size.ts';
import { atLambdasPath, logBytes, systemLogLines } from './log-bytes.ts';
import { metricNames } from './metric-names.ts';

/** The usage of one job, not counting its caller's reads. */
export interface JobUsage {
  /** Invocations of functions. */
  readonly invocations: number;
  readonly writes: number;
  readonly writeUnits: number;
  /** Consistent reads by functions. */
  readonly functionReads: number;
  /** The size of the final item, as DynamoDB counts it. */
  readonly itemBytes: number;
  readonly logLines: number;
  /** Including Lambda's own lines. */
  readonly logBytes: number;
}

/** The usage of one request. */
export interface RequestUsage {
  readonly accessLogBytes: number;
  readonly bodyBytes: number;
}

export interface Measured {
  readonly success: JobUsage;
  readonly failure: JobUsage;
  readonly post: RequestUsage;
  readonly get: RequestUsage & { readonly readUnits: number };
  /** Our own metrics that these jobs wrote, each with its dimensions. */
  readonly metrics: readonly string[];
}

/** Everything recorded in the local run while one job runs. */
interface Watched {
  readonly steps: StackEvent[];
  readonly operations: string[];
  readonly accessLog: string[];
}

/** Runs a successful and a failing test job in the local run, and measures their usage. */
export async function measure(stackName: string): Promise<Measured> {
  let watched: Watched = watch();
  // The measured size must not depend on the stack's name.
  const unnamed = (line: string) => line.replaceAll(stackName, '<stack>');
  const stack = await startStack({
    assembly: testAssembly,
    stackName,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAMEASURE', secretAccessKey: randomBytes(30).toString('base64') },
    report: (step) => watched.steps.push(step.type === 'function-log' ? { ...step, line: unnamed(step.line) } : step),
    reportAccess: (line) => watched.accessLog.push(unnamed(line)),
    faults: { dynamoDb: { before: (operation) => void watched.operations.push(operation) } },
  });
  try {
    const client = createClient(stack);
    await client.submitAndWait(sleeping(1));
    await stack.lambda.idle();

    const succeeding = (watched = watch());
    const { id } = await client.submitAndWait(sleeping(1));
    const success = await measureUsage(stack, id, succeeding);
    const failing = (watched = watch());
    const failure = await measureUsage(stack, await failedJob(client), failing);

    const lines = succeeding.accessLog.map((line) => ({ line, entry: JSON.parse(line) as AccessLogEntry }));
    return {
      success,
      failure,
      post: requestUsage(lines.find(({ entry }) => entry.httpMethod === 'POST')),
      get: {
        ...requestUsage(lines.findLast(({ entry }) => entry.httpMethod === 'GET')),
        readUnits: readUnits(success.itemBytes),
      },
      metrics: metricNames([...functionLines(succeeding), ...functionLines(failing)]),
    };
  } finally {
    await stack.stop();
  }
}

interface AccessLogEntry {
  readonly httpMethod: string;
  readonly responseLength: string | number;
}

const watch = (): Watched => ({ steps: [], operations: [], accessLog: [] });

function createClient({ iam, outputs, region }: LocalStack): JobsClient {
  const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'measure', 3600);
  return createJobsClient({ baseUrl: outputs.JobsApiEndpoint ?? '', region, credentials });
}

/** The job fails because it asks for more than a function's maximum timeout. */
async function failedJob(client: JobsClient): Promise<string> {
  const handle = await client.submit(sleeping(901));
  const error: unknown = await handle.wait().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof JobFailedError)) throw new Error('The job should have failed.', { cause: error });
  return handle.id;
}

async function measureUsage(
  stack: LocalStack,
  id: string,
  { steps, operations, accessLog }: Watched,
): Promise<JobUsage> {
  // A function may still write logs after the job can be read as ended.
  await stack.lambda.idle();
  const polls = accessLog.filter((line) => line.includes('"GET"')).length;
  const reads = operations.filter((operation) => operation === 'GetItem').length;
  const invoked = steps.filter((step) => step.type === 'invocation-started');
  const lines = functionLines({ steps });
  const writes = steps.filter((step) => step.type === 'item-stored').length;
  const bytes = itemBytes(await storedItem(stack, id));
  return {
    invocations: invoked.length,
    writes,
    writeUnits: writes * writeUnits(bytes),
    functionReads: reads - polls,
    itemBytes: bytes,
    logLines: lines.length + invoked.length * 2,
    logBytes:
      logBytes(lines) +
      logBytes(invoked.flatMap(({ functionName }) => systemLogLines(functionName, memoryOf(stack, functionName)))),
  };
}

function memoryOf({ functions }: LocalStack, functionName: string): number {
  return functions.find(({ name }) => name === functionName)?.memorySizeMb ?? 0;
}

function functionLines({ steps }: Pick<Watched, 'steps'>): string[] {
  return steps.filter((step) => step.type === 'function-log').map(({ line }) => atLambdasPath(line));
}

async function storedItem({ dynamoDb, outputs }: LocalStack, id: string): Promise<Item> {
  const { body } = await dynamoDb.call(
    'GetItem',
    JSON.stringify({ TableName: outputs.JobsTable, Key: { id: { S: id } } }),
  );
  const { Item } = JSON.parse(body) as { Item?: Item };
  if (!Item) throw new Error(`The table has no item ${id}.`);
  return Item;
}

function requestUsage(logged: { readonly line: string; readonly entry: AccessLogEntry } | undefined): RequestUsage {
  if (!logged) throw new Error('The access log has no line for the request.');
  return { accessLogBytes: logBytes([logged.line]), bodyBytes: Number(logged.entry.responseLength) };
}
