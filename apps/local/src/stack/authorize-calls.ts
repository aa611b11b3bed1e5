import { type Iam, withResourcePolicy } from '@jobs/local-aws/iam';
import type { Authorize } from '@jobs/local-aws/wire';
import type { ResourcePolicies } from './resource-policies.ts';

/** Evaluates identity policies together with the resource policy of the ARN. */
export function authorizeCalls(iam: Iam, policies: ResourcePolicies = new Map()): Authorize {
  return (caller, { action, resource }, context) =>
    withResourcePolicy(iam, policies.get(resource))(caller, action, resource, context);
}
