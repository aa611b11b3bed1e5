import type { Caller, Clock } from '../../kernel/index.ts';
import { createCredentialStore, type Credentials, type CredentialStore } from './credential-store.ts';
import { AccessDeniedError } from './errors.ts';
import { type ConditionContext, evaluatePolicies } from './policy.ts';
import { parsePolicyDocument, type PolicyDocument } from './policy-document.ts';
import { callerContext, isService, isUserOrRole, timeContext } from './trust.ts';
import { uniqueId } from './unique-id.ts';

export interface RoleDefinition {
  /** With its path: `arn:aws:iam::000000000000:role/service-role/Name`. */
  readonly arn: string;
  readonly name: string;
  /** `AROA…`; `uniqueId('AROA', …)` makes one. */
  readonly id: string;
  /** @default '/' */
  readonly path?: string;
  readonly assumeRolePolicy: PolicyDocument;
  /** Inline and attached policies. */
  readonly policies: readonly PolicyDocument[];
  /** @default 3600 */
  readonly maxSessionDurationSeconds?: number;
}

export interface IamOptions {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly user: { readonly name: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly roles: readonly RoleDefinition[];
}

export type Authorization =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly explicit: boolean;
      /** Why, as the end of AWS's sentence (docs/facts/a.md#a15), without a leading blank. */
      readonly reason: string;
    };

export interface AssumedRole {
  readonly credentials: Credentials;
  /** `AROA…:session` */
  readonly assumedRoleId: string;
  /** `arn:aws:sts::…:assumed-role/Role/session` */
  readonly arn: string;
  readonly sourceIdentity?: string;
}

export interface Iam {
  readonly accountId: string;
  readonly region: string;
  /** The one user; it may do everything but call the API. */
  readonly user: Caller;
  readonly credentials: CredentialStore;
  findRole(roleArn: string): RoleDefinition | undefined;
  /** Whether the identity's own policies permit an action. */
  authorize(
    identity: Caller | { readonly roleArn: string },
    action: string,
    resourceArn: string,
    context?: ConditionContext,
  ): Authorization;
  /** What conditions of policies can ask for: who calls, undefined for nobody, when, and what is given. */
  contextOf(caller: Caller | undefined, context: ConditionContext): ConditionContext;
  /**
   * @param sourceIdentity of the new session; that of the caller's session, if it has one, stays (docs/facts/e.md#e13)
   * @throws AccessDeniedError when the caller may not, or the role doesn't exist (docs/facts/e.md#e6)
   */
  assumeRole(
    caller: Caller,
    roleArn: string,
    sessionName: string,
    durationSeconds: number,
    sourceIdentity?: string,
  ): AssumedRole;
  /** Whether a role's trust policy lets a service such as `apigateway.amazonaws.com` act in it. */
  trusts(roleArn: string, servicePrincipal: string): boolean;
  /**
   * Credentials for a service such as `lambda.amazonaws.com` that acts in a role.
   * @throws AccessDeniedError when the role's trust policy doesn't name the service, or the role doesn't exist
   */
  assumeRoleAsService(servicePrincipal: string, roleArn: string, options?: ServiceSessionOptions): Credentials;
}

export interface ServiceSessionOptions {
  /**
   * For a function its name.
   * @default the service's name
   */
  readonly sessionName?: string;
  /** @default 43200 */
  readonly durationSeconds?: number;
}

/**
 * API Gateway does not say for whom it assumes the role of an integration
 * (https://github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws/pull/479).
 */
const withoutSourceAccount = 'apigateway.amazonaws.com';

/** The users, roles and keys of the account, and what they may do. */
export function createIam({ accountId, region, clock, user: userOptions, roles }: IamOptions): Iam {
  const rolesByArn = new Map(roles.map((role) => [role.arn, role]));
  const user: Caller = {
    accountId,
    accessKeyId: userOptions.accessKeyId,
    principalId: uniqueId('AIDA', userOptions.name),
    arn: `arn:aws:iam::${accountId}:user/${userOptions.name}`,
  };
  const issuer = createCredentialStore({
    accountId,
    user: { caller: user, secretAccessKey: userOptions.secretAccessKey },
    findRole: (arn) => rolesByArn.get(arn),
  });

  const policiesOf = (identity: Caller | { readonly roleArn: string }): readonly PolicyDocument[] => {
    if (identity.roleArn !== undefined) return rolesByArn.get(identity.roleArn)?.policies ?? [];
    return 'arn' in identity && identity.arn === user.arn ? userPolicies : [];
  };

  const contextOf = (identity: Caller | { readonly roleArn: string }, context: ConditionContext): ConditionContext => ({
    ...callerContext(identity, clock.now()),
    'aws:PrincipalAccount': accountId,
    'aws:RequestedRegion': region,
    ...context,
  });

  const trusts = (roleArn: string, service: string): boolean => {
    const role = rolesByArn.get(roleArn);
    const context = service === withoutSourceAccount ? {} : { 'aws:SourceAccount': accountId };
    const request = { action: 'sts:AssumeRole', context };
    const verdict = evaluatePolicies(role ? [role.assumeRolePolicy] : [], request, (principals) =>
      isService(principals.services, service),
    );
    return verdict === 'allow';
  };

  const expiresAfter = (seconds: number) => Math.floor(clock.now() / 1000 + seconds) * 1000;

  return {
    accountId,
    region,
    user,
    credentials: issuer,
    findRole: (roleArn) => rolesByArn.get(roleArn),

    contextOf: (caller, context) => (caller ? contextOf(caller, context) : { ...timeContext(clock.now()), ...context }),

    authorize: (identity, action, resource, context = {}) => {
      const verdict = evaluatePolicies(policiesOf(identity), {
        action,
        resource,
        context: contextOf(identity, context),
      });
      if (verdict === 'allow') return { allowed: true };
      return verdict === 'explicit-deny'
        ? { allowed: false, explicit: true, reason: 'with an explicit deny in an identity-based policy' }
        : { allowed: false, explicit: false, reason: `because no identity-based policy allows the ${action} action` };
    },

    assumeRole: (caller, roleArn, sessionName, durationSeconds, given) => {
      const role = rolesByArn.get(roleArn);
      const sourceIdentity = caller.sourceIdentity ?? given;
      const names = { sessionName, ...(sourceIdentity !== undefined && { sourceIdentity }) };
      const context = contextOf(caller, sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity });
      const may = (action: string) => {
        const identity = evaluatePolicies(policiesOf(caller), { action, context, resource: roleArn });
        const isTrusted = (directly: boolean) =>
          evaluatePolicies(role ? [role.assumeRolePolicy] : [], { action, context }, (principals) =>
            isUserOrRole(principals.aws, caller, directly),
          ) === 'allow';
        return identity !== 'explicit-deny' && isTrusted(false) && (identity === 'allow' || isTrusted(true));
      };
      const actions = ['sts:AssumeRole', ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity'])];
      const isChanged = given !== undefined && given !== sourceIdentity;
      const refused = actions.find((action) => !may(action)) ?? (isChanged ? actions.at(-1) : undefined);
      if (!role || refused !== undefined) {
        throw new AccessDeniedError(
          `User: ${caller.arn} is not authorized to perform: ${refused ?? actions[0]} on resource: ${roleArn}`,
        );
      }
      const credentials = issuer.issue(role, names, expiresAfter(durationSeconds));
      return {
        credentials,
        assumedRoleId: `${role.id}:${sessionName}`,
        arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
        ...(sourceIdentity !== undefined && { sourceIdentity }),
      };
    },

    trusts,

    assumeRoleAsService: (service, roleArn, { sessionName, durationSeconds = 43_200 } = {}) => {
      const role = rolesByArn.get(roleArn);
      if (!role || !trusts(roleArn, service)) {
        throw new AccessDeniedError(
          `${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}; ` +
            (role ? "the role's trust policy doesn't allow it" : 'there is no such role'),
        );
      }
      return issuer.issue(
        role,
        { sessionName: sessionName ?? service.replace(/\..*$/, '') },
        expiresAfter(durationSeconds),
      );
    },
  };
}

const userPolicies = [
  parsePolicyDocument(
    { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'execute-api:Invoke', Resource: '*' } },
    'the policy of the local user',
  ),
];
