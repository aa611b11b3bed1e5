import { allStages } from '@jobs/infra/all-stages';
import { stackNameOf } from '@jobs/infra/stack-name';
import type { StageSettings } from '@jobs/infra/stage-settings';
import { type Operation, runOperation } from './operation.ts';
import type { OptionsSchema } from './options.ts';
import { requireAccount, stageOf } from './stage-of.ts';

/** An operation on one stage. */
export interface StageOperation extends Operation {
  readonly stage: string;
  readonly stackName: string;
  readonly settings: StageSettings;
}

/** Runs an operation on the stage that `JOBS_STAGE` names, which a configuration of its Nx target sets. */
export function runStageOperation(
  what: string,
  schema: OptionsSchema,
  work: (operation: StageOperation) => Promise<void>,
): Promise<void> {
  return runOperation(what, schema, async (operation) => {
    const stages = allStages();
    const { stage, settings } = stageOf(operation.environment, stages);
    const stackName = stackNameOf(stage);
    operation.note(`Stage ${stage}, stack ${stackName}`);
    const account = async () => {
      const found = await operation.account();
      requireAccount({ stage, settings }, found);
      return found;
    };
    await work({ ...operation, account, stage, stackName, settings });
  });
}
