import { type Job, JobCancelledError, JobFailedError, type JobsClient, type WaitOptions } from '@jobs/client-sdk';
import type { JobsCommand } from './command-line.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeJob, describeListedJob, printable, printJson, type Stream } from './output.ts';
import { createProgress } from './progress.ts';

export interface CommandContext {
  readonly client: JobsClient;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Runs a command.
 * @throws what the client throws
 */
export function runCommand(command: JobsCommand, context: CommandContext): Promise<ExitCode> {
  switch (command.name) {
    case 'submit':
      return submit(command, context);
    case 'get':
      return get(command, context);
    case 'cancel':
      return cancel(command, context);
    case 'list':
      return list(command, context);
    case 'wait':
      return showEnded(command, context, (options) => context.client.wait(command.id, options));
  }
}

async function submit(command: Extract<JobsCommand, { name: 'submit' }>, context: CommandContext): Promise<ExitCode> {
  const { client, stdout, stderr, signal } = context;
  const job = await client.submit(command.parameters, { idempotencyKey: command.key, signal });
  if (command.wait) {
    stderr.write(`Accepted: ${printable(job.id)}\n`);
    return showEnded(command, context, job.wait);
  }
  if (command.json) printJson(stdout, { id: job.id });
  else stdout.write(`${printable(job.id)}\n`);
  return exitCodes.success;
}

async function get(
  { id, json }: Extract<JobsCommand, { id: string }>,
  { client, stdout, stderr, signal }: CommandContext,
): Promise<ExitCode> {
  const job = await client.get(id, { signal });
  if (!job) {
    const error = `Job ${id} does not exist, or has a custom key and has not started yet.`;
    if (json) printJson(stderr, { error, exitCode: exitCodes.noSuchJob });
    else stderr.write(`${error}\n`);
    return exitCodes.noSuchJob;
  }
  show(stdout, job, json);
  return exitCodeOf(job);
}

async function cancel(
  { id, json }: Extract<JobsCommand, { id: string }>,
  { client, stdout, signal }: CommandContext,
): Promise<ExitCode> {
  show(stdout, await client.cancel(id, { signal }), json);
  return exitCodes.success;
}

/** Prints each page as it arrives. */
async function list(
  { status, order, limit, json }: Extract<JobsCommand, { name: 'list' }>,
  { client, stdout, signal }: CommandContext,
): Promise<ExitCode> {
  let left = limit;
  for await (const job of client.list({ status, order, pageSize: Math.min(limit, 100), signal })) {
    if (json) printJson(stdout, job);
    else stdout.write(describeListedJob(stdout, job));
    left -= 1;
    if (left === 0) break;
  }
  return exitCodes.success;
}

async function showEnded(
  { json, timeoutMs }: Pick<Extract<JobsCommand, { id: string }>, 'json' | 'timeoutMs'>,
  { stdout, stderr, now, signal }: CommandContext,
  wait: (options: WaitOptions) => Promise<Job>,
): Promise<ExitCode> {
  const { erase, ...progress } = createProgress(stderr, now);
  const job = await wait({ timeoutMs, signal, ...progress })
    .catch((error: unknown) => {
      if (error instanceof JobFailedError || error instanceof JobCancelledError) return error.job;
      throw error;
    })
    .finally(erase);
  show(stdout, job, json);
  return exitCodeOf(job);
}

function show(stdout: Stream, job: Job, json: boolean): void {
  if (json) printJson(stdout, job);
  else stdout.write(describeJob(stdout, job));
}

/** An unknown status, from a newer service, is final if the job has finished, but not a success. */
function exitCodeOf(job: Job): ExitCode {
  const known: Readonly<Record<string, ExitCode>> = {
    Success: exitCodes.success,
    Failure: exitCodes.jobFailed,
    Cancelled: exitCodes.cancelled,
  };
  return known[job.status] ?? ('finishedAt' in job ? exitCodes.jobFailed : exitCodes.notEnded);
}
