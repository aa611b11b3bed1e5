import type { Caller } from '../../kernel/index.ts';
import type { Authorization, Iam } from './iam.ts';
import { type ConditionContext, evaluatePolicies, type PolicyRequest } from './policy.ts';
import type { PolicyDocument } from './policy-document.ts';
import { isUserOrRole } from './trust.ts';

/** Decides on a call to a resource; without a caller, the request is unsigned. */
export type AuthorizeCall = (
  caller: Caller | undefined,
  action: string,
  resource: string,
  context: ConditionContext,
) => Authorization;

/**
 * Combines IAM and the resource policy for callers in the resource's account: an explicit deny in either wins, and
 * an allow in either is enough (docs/facts/a.md#a19). Unsigned requests must be allowed by the policy,
 * if there is one.
 */
export function withResourcePolicy(iam: Pick<Iam, 'authorize' | 'contextOf'>, policy?: PolicyDocument): AuthorizeCall {
  return (caller, action, resource, context) => {
    const request = { action, resource, context: iam.contextOf(caller, context) };
    const decision = policy ? decisionOf(policy, caller, request) : 'implicit-deny';
    if (decision === 'explicit-deny') {
      return { allowed: false, explicit: true, reason: 'with an explicit deny in a resource-based policy' };
    }
    if (decision === 'allow' || (!caller && !policy)) {
      const denied = caller && iam.authorize(caller, action, resource, context);
      return denied?.allowed === false && denied.explicit ? denied : { allowed: true };
    }
    if (caller) return iam.authorize(caller, action, resource, context);
    const reason = `because no resource-based policy allows the ${action} action`;
    return { allowed: false, explicit: false, reason };
  };
}

/** An account as a principal: a deny applies to everyone in it, an allow only to callers whom IAM allows, too. */
function decisionOf(policy: PolicyDocument, caller: Caller | undefined, request: PolicyRequest) {
  const ask = (directly: boolean) =>
    evaluatePolicies([policy], request, ({ aws }) =>
      caller ? isUserOrRole(aws, caller, directly) : aws.includes('*'),
    );
  return ask(false) === 'explicit-deny' ? 'explicit-deny' : ask(true);
}
