import { stackNameOf } from '@jobs/infra/stack-name';
import { startStack } from '../src/index.ts';

/** Messages between the benchmark and the measured stack. */
export type Question =
  { readonly type: 'fill'; readonly jobs: number } | { readonly type: 'idle' } | { readonly type: 'memory' };

export interface Answer {
  /** Number of jobs that have succeeded since the start. */
  readonly succeeded: number;
  /** Heap and buffers after a garbage collection. */
  readonly memoryMb: number;
  /** User and system CPU time of this process since its start. */
  readonly processorMs: number;
}

export interface Ready {
  readonly apiUrl: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

const [assembly = '', dataFolder] = process.argv.slice(2);
const user = { accessKeyId: 'AKIALOCALUSEROFTHEBENCH', secretAccessKey: 'a secret' };
let succeeded = 0;
const stack = await startStack({
  assembly,
  stackName: stackNameOf('dev'),
  credentials: user,
  ...(dataFolder !== undefined && { dataFolder }),
  report: (step) => {
    if (step.type === 'item-stored' && step.status === 'Success') succeeded += 1;
  },
});
const { outputs, iam, region, dynamoDb, lambda } = stack;

async function answer(question: Question): Promise<Answer> {
  if (question.type === 'fill') for (let index = 0; index < question.jobs; index += 25) await putFinishedJobs(25);
  if (question.type === 'idle') await lambda.idle();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { succeeded, memoryMb: (heapUsed + external) / 1024 / 1024, processorMs: (user + system) / 1000 };
}

let filled = 0;
async function putFinishedJobs(count: number): Promise<void> {
  const requests = Array.from({ length: count }, () => ({ PutRequest: { Item: finishedJob((filled += 1)) } }));
  const RequestItems = { [outputs.JobsTable ?? '']: requests };
  const { status, body } = await dynamoDb.call('BatchWriteItem', JSON.stringify({ RequestItems }));
  if (status !== 200) throw new Error(body);
}

/** An item as the processor stores it. */
function finishedJob(number: number) {
  const at = { S: '2026-01-01T00:00:00.000Z' };
  return {
    id: { S: `1767225600000-00000000-0000-4000-8000-${String(number).padStart(12, '0')}` },
    status: { S: 'Success' },
    parameters: { S: '{"seconds":1}' },
    results: { S: '{"message":"I slept for 1 second"}' },
    createdAt: at,
    startedAt: at,
    finishedAt: at,
  };
}

process.on('message', (question: Question) => {
  void answer(question).then((given) => process.send?.(given));
});
process.on('disconnect', () => void stack.stop());
const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'bench', 3600);
const ready: Ready = { apiUrl: outputs.JobsApiEndpoint ?? '', region, credentials };
process.send?.(ready);
