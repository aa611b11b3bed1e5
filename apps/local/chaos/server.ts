import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stackNameOf } from '@jobs/infra/stack-name';
import { type LocalStack, startStack } from '../src/index.ts';
import type { FaultRequest } from '../src/stack/faults/fault.ts';

/** A request to the run under test. */
export type Question = 'idle' | 'memory' | 'calm' | 'replay' | 'items' | 'archived';

export interface Ready {
  readonly apiUrl: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}

export interface Memory {
  /** After a garbage collection, in MB. */
  readonly heapMb: number;
  readonly rssMb: number;
}

/** The status of each job by its id. */
export type Items = Readonly<Record<string, string>>;

export type Answer = { readonly failed: string } | { readonly value: unknown };

const { values } = parseArgs({
  options: {
    assembly: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    port: { type: 'string', default: '0' },
    /** The file that gets a line with id and status for each stored item, before the response to the write. */
    stored: { type: 'string', default: '' },
    /**
     * The file that gets a line for each event before the pipe records it as sent: id, status, and the status read at
     * that moment.
     */
    events: { type: 'string', default: '' },
    faults: { type: 'string', default: '[]' },
  },
});

const stack = await startStack({
  assembly: values.assembly,
  stackName: stackNameOf('dev'),
  port: Number(values.port),
  dataFolder: values.data,
  credentials: { accessKeyId: 'AKIALOCALUSEROFTHECHAOS', secretAccessKey: 'a secret' },
  faults: { plan: JSON.parse(values.faults) as FaultRequest[] },
  report: (event) => {
    if (event.type === 'item-stored') appendFileSync(values.stored, `${event.key} ${event.status ?? ''}\n`);
    if (event.type === 'pipe-delivered') recordEvent(event.detail as { data: { id: string; status: string } });
  },
});

/** Records what a client sees that reads the job as soon as its event arrives. */
function recordEvent({ data: { id, status } }: { data: { id: string; status: string } }): void {
  appendFileSync(values.events, `sent ${id} ${status}\n`);
  void readStatus(id).then((read) => {
    appendFileSync(values.events, `read ${id} ${read}\n`);
  });
}

async function readStatus(id: string): Promise<string> {
  const request = JSON.stringify({ TableName: stack.outputs.JobsTable, Key: { id: { S: id } } });
  const { status, body } = await stack.dynamoDb.call('GetItem', request);
  // An injected fault of the table: read again.
  if (status !== 200) return readStatus(id);
  return (JSON.parse(body) as { Item?: { status: { S: string } } }).Item?.status.S ?? 'nothing';
}

async function answer(question: Question): Promise<unknown> {
  switch (question) {
    case 'idle':
      await stack.lambda.idle();
      return stack.pipes.idle();
    case 'memory':
      return memory();
    case 'calm':
      stack.faults.clear();
      return undefined;
    case 'replay':
      return replay(stack);
    case 'items':
      return items(stack);
    case 'archived':
      return (await stack.eventBridge.describeArchive(archiveName(stack))).eventCount;
  }
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1024 / 1024, rssMb: rss / 1024 / 1024 };
}

/** Replays the whole archive, and waits until the bus, functions and pipes are idle. */
async function replay({ eventBridge, lambda, pipes, outputs }: LocalStack): Promise<void> {
  const name = `replay-${process.pid}-${eventBridge.listReplays().length}`;
  eventBridge.startReplay({
    name,
    archiveArn: outputs.FailedJobsArchive ?? '',
    from: 0,
    to: Date.now() + 60_000,
    destination: { busArn: outputs.FailedJobsEventBus ?? '' },
  });
  await eventBridge.idle();
  await lambda.idle();
  await pipes.idle();
}

async function items({ dynamoDb, outputs }: LocalStack): Promise<Items> {
  const found: Record<string, string> = {};
  let from: unknown;
  do {
    const request = { TableName: outputs.JobsTable, ...(from !== undefined && { ExclusiveStartKey: from }) };
    const { status, body } = await dynamoDb.call('Scan', JSON.stringify(request));
    if (status !== 200) throw new Error(body);
    const page = JSON.parse(body) as {
      Items: { id: { S: string }; status: { S: string } }[];
      LastEvaluatedKey?: unknown;
    };
    for (const item of page.Items) found[item.id.S] = item.status.S;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
}

const archiveName = ({ outputs }: LocalStack) => outputs.FailedJobsArchive?.split('/').at(-1) ?? '';

process.on('message', (question: Question) => {
  void answer(question)
    .then(
      (value): Answer => ({ value }),
      (error: unknown): Answer => ({ failed: String(error) }),
    )
    .then((given) => process.connected && process.send?.(given));
});
process.on('disconnect', () => void stack.stop());

const { iam, outputs, region } = stack;
const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'chaos', 3600);
process.send?.({ apiUrl: outputs.JobsApiEndpoint ?? '', region, credentials } satisfies Ready);
