import type { StageSettings } from '@jobs/infra/stage-settings';
import { type Finding, ok, warning } from './finding.ts';

/** Whether who deploys another stage can deploy this one, too: with CDK's shared bootstrap, all can that may use it. */
export function judgeSeparation({ retainData, target }: Pick<StageSettings, 'retainData' | 'target'>): Finding {
  const { account, bootstrapQualifier } = target;
  if (account !== undefined) return ok(`Separation of stages: in its account ${account}.`);
  if (bootstrapQualifier !== undefined) return ok(`Separation of stages: by its bootstrap ${bootstrapQualifier}.`);
  if (!retainData) return ok('Separation of stages: none is set, for a stage that keeps no data.');
  return warning(
    'Separation of stages: whoever may deploy another stage to this account can deploy this one, too. Set ' +
      'target.account or target.bootstrapQualifier in apps/infra/src/stages/stages.ts (docs/deployment-roles.md).',
  );
}
