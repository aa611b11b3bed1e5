import { AccountPrincipal, AnyPrincipal, Effect, type IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type OperationId, operations } from '@jobs/contract';
import { invokePath } from './invoke-path.ts';

export interface ApiPolicyProps {
  readonly stageName: string;
  /** Other accounts whose principals may call the API; each needs to be allowed by a policy of its own, too. */
  readonly accounts: readonly string[];
  /** Where requests may come from; empty: from anywhere. */
  readonly cidrs: readonly string[];
  /** The VPC endpoints of a private API; undefined when it is not private. */
  readonly vpcEndpointIds: readonly string[] | undefined;
  /** The operations that can be called. */
  readonly operationIds: readonly OperationId[];
  /** The roles of callers, and what each may call. */
  readonly clientRoles: readonly {
    readonly grantPrincipal: IPrincipal;
    readonly operationIds: readonly OperationId[];
  }[];
  /** Whether browsers may ask what they may send. */
  readonly hasPreflights: boolean;
}

const action = 'execute-api:Invoke';

/**
 * The resource policy of the API; none when nothing limits its callers. It lets nobody of this account in whom IAM does
 * not: there, an allowance of either is enough, so what it allows is for other accounts, for requests that nobody signs,
 * and for the roles that are made for callers. A denial holds for all.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function apiPolicy(props: ApiPolicyProps): PolicyStatement[] {
  const { accounts, cidrs, vpcEndpointIds, operationIds, clientRoles, hasPreflights, stageName } = props;
  const limits = [
    // Only a private API is told the VPC endpoint of a request, and then its address within the VPC.
    ...(vpcEndpointIds ? [deny({ StringNotEquals: { 'aws:SourceVpce': vpcEndpointIds } })] : []),
    ...(cidrs.length > 0
      ? [deny({ NotIpAddress: { [vpcEndpointIds ? 'aws:VpcSourceIp' : 'aws:SourceIp']: cidrs } })]
      : []),
  ];
  // The policy can't name the API that it is a part of.
  const methods = (ids: readonly OperationId[]) =>
    ids.map((operationId) => `execute-api:/${stageName}/${invokePath(operations[operationId])}`);
  const allowed = [
    ...accounts.map((account) => allow(new AccountPrincipal(account), methods(operationIds))),
    ...(vpcEndpointIds ? clientRoles.map((role) => allow(role.grantPrincipal, methods(role.operationIds))) : []),
  ];
  if (limits.length + allowed.length === 0) return [];
  return [
    ...limits,
    ...allowed,
    ...(hasPreflights ? [allow(new AnyPrincipal(), [`execute-api:/${stageName}/OPTIONS/*`])] : []),
  ];
}

const deny = (conditions: Record<string, unknown>) =>
  new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [action],
    resources: ['execute-api:/*'],
    conditions,
  });

const allow = (principal: IPrincipal, resources: string[]) =>
  new PolicyStatement({ principals: [principal], actions: [action], resources });
