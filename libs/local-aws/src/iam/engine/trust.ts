import type { Caller } from '../../kernel/index.ts';
import type { ConditionContext } from './policy.ts';

/**
 * Whether the `AWS` principals of a trust policy cover a caller. The account as a whole (`…:root`, or its number)
 * covers everyone in it whose own policies allow the call; a caller named `directly` needs no policy of its own.
 */
export function isUserOrRole(principals: readonly string[], caller: Caller, directly: boolean): boolean {
  return principals.some((principal) => {
    if (principal === '*' || principal === caller.arn || principal === caller.roleArn) return true;
    return !directly && (principal === caller.accountId || principal === `arn:aws:iam::${caller.accountId}:root`);
  });
}

export function isService(principals: readonly string[], service: string): boolean {
  return principals.includes(service);
}

/** The condition keys that depend on the caller and the time. */
export function callerContext(identity: Caller | { readonly roleArn: string }, now: number): ConditionContext {
  const time = timeContext(now);
  const principalArn = identity.roleArn ?? ('arn' in identity ? identity.arn : '');
  if (!('arn' in identity)) return { ...time, 'aws:PrincipalArn': principalArn, 'aws:PrincipalType': 'AssumedRole' };
  return {
    ...time,
    'aws:PrincipalArn': principalArn,
    'aws:userid': identity.principalId,
    ...(identity.sourceIdentity !== undefined && { 'aws:SourceIdentity': identity.sourceIdentity }),
    ...(identity.roleArn === undefined
      ? { 'aws:PrincipalType': 'User', 'aws:username': identity.arn.replace(/^.*\//, '') }
      : { 'aws:PrincipalType': 'AssumedRole' }),
  };
}

/** The condition keys that exist for every caller. */
export function timeContext(now: number): ConditionContext {
  return { 'aws:CurrentTime': new Date(now).toISOString(), 'aws:EpochTime': String(Math.floor(now / 1000)) };
}
