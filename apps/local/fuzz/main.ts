import { parseArgs } from 'node:util';
import { createJobsClient, type JobParameters } from '@jobs/client-sdk';
import { exampleParameters } from '@jobs/contract';
import { stackNameOf } from '@jobs/infra/stack-name';
import { type LocalStack, startStack } from '../src/index.ts';
import { testAssembly } from '../src/testing/test-contract.ts';
import { fuzz, type Statuses } from './fuzz.ts';
import type { Stack } from './hostile-request.ts';

const help = `Sends hostile requests to a running stack, which must keep running, return no 5xx, and not leak memory.

  --seed SEED    seed of the first request; request n uses SEED + n (default: from the current time)
  --count COUNT  number of requests (default: 20000)
`;
/** Measurements may differ by this much without a leak. */
const noiseMb = 4;
const user = { accessKeyId: 'AKIALOCALUSEROFTHEFUZZ', secretAccessKey: 'a secret' };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, count: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const count = Number(values.count ?? 20_000);
  const problems: string[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const stack = await startStack({
    assembly: testAssembly,
    stackName: stackNameOf('dev'),
    credentials: user,
    reportProblem,
  });
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  const memory: number[] = [];
  const progressEvery = Math.max(100, Math.ceil(count / 8));
  const startedAt = performance.now();
  say(`${count} hostile requests from seed ${seed}`);
  try {
    const statuses = await fuzz({
      port: Number(new URL(stack.endpoint).port),
      stack: describe(stack),
      seed,
      count,
      concurrency: 16,
      progressEvery,
      onProgress: async (done) => {
        await stack.lambda.idle();
        memory.push(memoryMb());
        say(`${String(done).padStart(6)}  ${(memory.at(-1) ?? 0).toFixed(1)} MB`);
      },
    });
    report(statuses);
    say(`${Math.round(count / ((performance.now() - startedAt) / 1000))} requests per second`);
    await runJob(stack);
  } finally {
    await stack.stop();
  }
  if (problems.length > 0) throw new Error(`The stack reported problems:\n${problems.slice(0, 5).join('\n')}`);
  if (Object.getOwnPropertyNames(Object.prototype).join() !== prototype)
    throw new Error('Object.prototype was modified: prototype pollution.');
  const growth = (memory.at(-1) ?? 0) - (memory[Math.floor(memory.length / 4)] ?? 0);
  if (growth > noiseMb) throw new Error(`Heap grew by ${growth.toFixed(1)} MB; at most ${noiseMb} MB is noise.`);
  say(`${count} hostile requests: running, no 5xx, memory ${growth > 0 ? '+' : ''}${growth.toFixed(1)} MB`);
}

function describe({ outputs, iam, region, eventBridge }: LocalStack): Stack {
  const targets = eventBridge.listRules(outputs.FailedJobsEventBus).flatMap((rule) => rule.targets);
  const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'fuzz', 3600);
  return {
    stageName: new URL(outputs.JobsApiEndpoint ?? '').pathname.replaceAll('/', ''),
    caller: { ...credentials, region },
    user: { ...user, region },
    table: outputs.JobsTable ?? '',
    busArn: outputs.FailedJobsEventBus ?? '',
    archiveArn: outputs.FailedJobsArchive ?? '',
    roleArn: outputs.JobsApiInvokeRole ?? '',
    functionArn: targets.find(({ arn }) => arn.includes(':function:'))?.arn ?? '',
  };
}

/** Checks that the stack still runs a job. */
async function runJob({ outputs, iam, region }: LocalStack): Promise<void> {
  const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'fuzz', 3600);
  const client = createJobsClient({ baseUrl: outputs.JobsApiEndpoint ?? '', region, credentials });
  await client.submitAndWait(exampleParameters as JobParameters);
}

function memoryMb(): number {
  if (!globalThis.gc) throw new Error('Cannot measure memory: run node with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

function report(statuses: Statuses): void {
  for (const [kind, counts] of Object.entries(statuses)) {
    const each = Object.entries(counts).map(([status, times]) => `${status === '0' ? 'closed' : status} ×${times}`);
    say(`${kind.padEnd(12)}  ${each.join('  ')}`);
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
