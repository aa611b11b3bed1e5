import type { StageSettings } from '@jobs/infra/stage-settings';
import { type Finding, ok, warning } from './finding.ts';

/** Whether anyone who can deploy another stage can also deploy this one, as with CDK's shared bootstrap. */
export function judgeSeparation({ retainData, target }: Pick<StageSettings, 'retainData' | 'target'>): Finding {
  const { account, bootstrapQualifier } = target;
  if (account !== undefined) return ok(`Separation of stages: by account ${account}.`);
  if (bootstrapQualifier !== undefined) return ok(`Separation of stages: by bootstrap ${bootstrapQualifier}.`);
  if (!retainData) return ok('Separation of stages: not set; this stage keeps no data.');
  return warning(
    'Separation of stages: anyone who can deploy another stage to this account can also deploy this one. Set ' +
      'target.account or target.bootstrapQualifier in apps/infra/src/stages/stages.ts (docs/deployment-roles.md).',
  );
}
