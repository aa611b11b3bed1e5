import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { jobKey } from '@jobs/infra/job-key';
import { OperationError } from '../operation/errors.ts';
import type { Options } from '../operation/options.ts';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { outputsOf, requireOutput, requireStack } from '../stack/deployed-stack.ts';
import { remainingCopies } from './copies.ts';
import schema from './erase.schema.json' with { type: 'json' };
import { eraseJob, findFinishedJob, type FinishedJob } from './erase-job.ts';

await runStageOperation('erase', schema, async (operation) => {
  const { options, stage, stackName, settings, signal, say } = operation;
  const id = requireId(options);
  const { region } = await operation.account();
  const stack = await requireStack(new CloudFormationClient({ region }), stackName, stage, signal);
  const isIsolated = outputsOf(stack).JobsIsolation === 'caller';
  const table = { client: new DynamoDBClient({ region }), tableName: requireOutput(stack, 'JobsTable', stage), signal };
  const job = await findFinishedJob(table, jobKey({ id, ...ownerOf(options, isIsolated) }));

  say(describe(id, job));
  if (job.data.length > 0) {
    if (options.dryRun === true) say(`Dry run: ${list(job.data)} would be erased.`);
    else {
      requireConfirmation(operation, id);
      await eraseJob(table, job, new Date());
      say(
        `Erased ${list(job.data)}. The job's status and times stay until the record expires; reading the job returns 410.`,
      );
    }
  }
  say('\nCopies that cannot be erased individually, and when they expire at the latest:');
  for (const { what, until } of remainingCopies(settings, new Date())) say(`  ${until.padEnd(24)}  ${what}`);
  say('\nWhat the job itself wrote elsewhere is not erased. Erase it yourself: see docs/personal-data.md');
});

function requireId({ job }: Options): string {
  if (typeof job === 'string' && job !== '') return job;
  throw new OperationError('no job given. Give its id: --job=ID');
}

/** With isolation, different callers can have jobs with the same id. */
function ownerOf({ owner }: Options, isIsolated: boolean): { keyPrefix?: string } {
  if (isIsolated && typeof owner !== 'string') {
    throw new OperationError(
      'this stage isolates callers, so a job belongs to one of them. Give the unique id of the role or user that ' +
        'submitted it: --owner=AROA…, the part of `caller` in the access log before the colon.',
    );
  }
  if (!isIsolated && owner !== undefined) {
    throw new OperationError('this stage does not isolate callers: leave out --owner.');
  }
  return isIsolated ? { keyPrefix: `${String(owner)}/` } : {};
}

function requireConfirmation({ options, stage }: StageOperation, id: string): void {
  if (options.confirm === id) return;
  const repeated = ['npx nx erase infra', `--configuration=${stage}`, `--job=${id}`];
  const owner = typeof options.owner === 'string' ? [`--owner=${options.owner}`] : [];
  throw new OperationError(
    `the erasure is not confirmed, and erased data cannot be restored. To confirm, repeat the id:\n  ${[...repeated, ...owner, `--confirm=${id}`].join(' ')}`,
  );
}

function describe(id: string, { status, finishedAt, erasedAt }: FinishedJob): string {
  return `Job ${id}: ${status}, ended ${finishedAt}${erasedAt === undefined ? '' : `, erased ${erasedAt}`}.`;
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}
