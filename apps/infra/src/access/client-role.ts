import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, type IPrincipal, PolicyStatement, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type OperationId, operations } from '@jobs/contract';
import type { StageSettings } from '../stages/stage-settings.ts';
import { suppress, wildcardResource } from '../suppress.ts';
import { invokePath } from './invoke-path.ts';

export type CallerTrust = StageSettings['api']['callerRoles'];

export interface ClientRoleProps {
  /** Its purpose, such as `only read jobs`. */
  readonly purpose: string;
  readonly api: RestApi;
  /** What it may call. */
  readonly operationIds: readonly OperationId[];
  /** Who may assume it, and for how long. */
  readonly trust: CallerTrust;
}

/**
 * A role for callers of the API. Unless the stage names principals, any principal of the account that IAM permits may
 * assume it.
 */
export class ClientRole extends Role {
  readonly operationIds: readonly OperationId[];
  readonly purpose: string;

  constructor(scope: Construct, id: string, { purpose, api, operationIds, trust }: ClientRoleProps) {
    super(scope, id, {
      description: `May ${purpose}`,
      assumedBy: trustedBy(Stack.of(scope), trust),
      maxSessionDuration: Duration.hours(trust.maxSessionHours),
    });
    if (trust.sourceIdentity) {
      this.assumeRolePolicy?.addStatements(
        new PolicyStatement({ actions: ['sts:SetSourceIdentity'], principals: [trustedBy(Stack.of(this), trust)] }),
      );
    }
    this.purpose = purpose;
    this.operationIds = operationIds;
    const { stageName } = api.deploymentStage;
    const methods = operationIds.map((operationId) =>
      Stack.of(this).formatArn({
        service: 'execute-api',
        resource: api.restApiId,
        resourceName: `${stageName}/${invokePath(operations[operationId])}`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    );
    this.addToPolicy(new PolicyStatement({ actions: ['execute-api:Invoke'], resources: methods }));
    for (const arn of methods.filter((method) => method.includes('*'))) {
      suppress(this, { [wildcardResource(this, arn)]: 'A path parameter: the id of any job.' });
    }
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html */
function trustedBy({ account }: Stack, { principals, sourceIdentity }: CallerTrust): IPrincipal {
  const anyone = new AccountPrincipal(account);
  const conditions = {
    ...(principals.length > 0 && { ArnLike: { 'aws:PrincipalArn': principals } }),
    ...(sourceIdentity && { StringLike: { 'sts:SourceIdentity': '*' } }),
  };
  return Object.keys(conditions).length > 0 ? new PrincipalWithConditions(anyone, conditions) : anyone;
}
