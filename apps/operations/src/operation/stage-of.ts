import type { StageSettings } from '@jobs/infra/stage-settings';
import type { Account } from '../stack/account.ts';
import { OperationError } from './errors.ts';

/**
 * The deployment stage of an operation, named by `JOBS_STAGE`, and its settings.
 * @throws OperationError that names the stages
 */
export function stageOf(
  environment: Readonly<Record<string, string | undefined>>,
  stages: Readonly<Record<string, StageSettings>>,
): { readonly stage: string; readonly settings: StageSettings } {
  const stage = environment.JOBS_STAGE;
  const settings = stage && Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  if (stage && settings) return { stage, settings };
  const configurations = Object.keys(stages)
    .map((name) => `--configuration=${name}`)
    .join(' or ');
  throw new OperationError(`${stage ? `Unknown stage '${stage}'.` : 'No stage given.'} Give ${configurations}.`);
}

/** @throws OperationError when the credentials belong to an account other than the stage's `target.account` */
export function requireAccount(
  { stage, settings }: { readonly stage: string; readonly settings: Pick<StageSettings, 'target'> },
  { accountId }: Pick<Account, 'accountId'>,
): void {
  const { account = accountId } = settings.target;
  if (account === accountId) return;
  throw new OperationError(
    `The stage ${stage} is in account ${account}, but these credentials belong to ${accountId}. ` +
      'Use credentials of its account, or change target.account in apps/infra/src/stages/stages.ts.',
  );
}
