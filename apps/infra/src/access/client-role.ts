import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type OperationId, operations } from '@jobs/contract';
import { suppress, wildcardResource } from '../suppress.ts';
import { invokePath } from './invoke-path.ts';

export interface ClientRoleProps {
  /** Its purpose, such as `only read jobs`. */
  readonly purpose: string;
  readonly api: RestApi;
  /** What it may call. */
  readonly operationIds: readonly OperationId[];
}

/** A role that callers of the API assume; any principal of the account may that is allowed to. */
export class ClientRole extends Role {
  readonly operationIds: readonly OperationId[];
  readonly purpose: string;

  constructor(scope: Construct, id: string, { purpose, api, operationIds }: ClientRoleProps) {
    super(scope, id, {
      description: `May ${purpose}`,
      assumedBy: new AccountPrincipal(Stack.of(scope).account),
    });
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
