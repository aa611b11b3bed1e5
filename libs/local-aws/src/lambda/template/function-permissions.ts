import type { StackResources } from '../../cloudformation/index.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaPermission } from './lambda-permission.ts';

/** A statement of a function's resource policy, as created by `AWS::Lambda::Permission`. */
export interface FunctionPermission {
  readonly functionArn: string;
  readonly action: string;
  /** Such as `events.amazonaws.com`. */
  readonly principal: string;
  /** May have wildcards. */
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/**
 * The permissions to invoke the functions of a stack. A permission identifies its function by name or ARN and only
 * applies to that: the function without a qualifier, a version, or an alias.
 */
export function functionPermissions(resources: StackResources): FunctionPermission[] {
  const arns = new Map(
    resources.ofType(lambdaFunction).map(({ identity }) => [identity.ref, identity.attributes.Arn ?? '']),
  );
  const arnOf = (nameOrArn: string) => {
    const [name = '', ...qualifier] = nameOrArn.split(':');
    const arn = arns.get(name);
    return arn === undefined ? nameOrArn : [arn, ...qualifier].join(':');
  };
  return resources.ofType(lambdaPermission).map(({ properties }) => ({
    functionArn: arnOf(properties.FunctionName),
    action: properties.Action,
    principal: properties.Principal,
    ...(properties.SourceArn !== undefined && { sourceArn: properties.SourceArn }),
    ...(properties.SourceAccount !== undefined && { sourceAccount: properties.SourceAccount }),
  }));
}
