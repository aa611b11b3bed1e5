import type { StageSettings } from '@jobs/infra/stage-settings';
import type { Options } from '../operation/options.ts';
import type { Account } from '../stack/account.ts';

type Target = StageSettings['target'];

/** The stack that CDK's bootstrap creates: one for all stages, or one for each stage with a qualifier. */
export const toolkitStackName = ({ bootstrapQualifier }: Target): string =>
  bootstrapQualifier === undefined ? 'CDKToolkit' : `CDKToolkit-${bootstrapQualifier}`;

/**
 * The arguments of `cdk bootstrap`. Without `--execution-policies` CloudFormation may do everything in the account.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
 */
export function bootstrapArguments(
  { accountId, region }: Pick<Account, 'accountId' | 'region'>,
  target: Target,
  { executionPolicies, trust }: Options,
): string[] {
  const { bootstrapQualifier, permissionsBoundary } = target;
  return [
    'bootstrap',
    `aws://${accountId}/${region}`,
    ...(bootstrapQualifier === undefined
      ? []
      : ['--qualifier', bootstrapQualifier, '--toolkit-stack-name', toolkitStackName(target)]),
    ...(executionPolicies === undefined ? [] : ['--cloudformation-execution-policies', String(executionPolicies)]),
    ...(permissionsBoundary === undefined ? [] : ['--custom-permissions-boundary', permissionsBoundary]),
    ...(trust === undefined ? [] : ['--trust', String(trust)]),
  ];
}
