import { AccountPrincipal, AnyPrincipal, Effect, type IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type OperationId, operations } from '@jobs/contract';
import { invokePath } from './invoke-path.ts';

export interface ApiPolicyProps {
  readonly stageName: string;
  /** Other accounts whose principals may call the API; each also needs a policy in its own account. */
  readonly accounts: readonly string[];
  /** The addresses that may send requests; empty: any. */
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
  /** Whether browsers may send CORS preflights. */
  readonly hasPreflights: boolean;
}

const action = 'execute-api:Invoke';

/**
 * The resource policy of the API; none if nothing limits its callers. Within this account, either IAM or this policy
 * can grant access, so it grants nothing to the account itself: only to other accounts, to unsigned requests, and to
 * the roles created for callers. A denial applies to everyone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function apiPolicy(props: ApiPolicyProps): PolicyStatement[] {
  const { accounts, cidrs, vpcEndpointIds, operationIds, clientRoles, hasPreflights, stageName } = props;
  const limits = [
    // Only a private API sees the VPC endpoint of a request, and then its address within the VPC.
    ...(vpcEndpointIds ? [deny({ StringNotEquals: { 'aws:SourceVpce': vpcEndpointIds } })] : []),
    ...(cidrs.length > 0
      ? [deny({ NotIpAddress: { [vpcEndpointIds ? 'aws:VpcSourceIp' : 'aws:SourceIp']: cidrs } })]
      : []),
  ];
  // The policy cannot refer to the API that contains it.
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
