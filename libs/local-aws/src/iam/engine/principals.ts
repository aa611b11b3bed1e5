import type { Caller } from '../../kernel/index.ts';

/** The part of a role that a session uses. */
export interface SessionRole {
  readonly arn: string;
  readonly name: string;
  /** `AROA…` */
  readonly id: string;
}

/** The names given when a session was created. */
export interface SessionNames {
  readonly sessionName: string;
  /** docs/facts/e.md#e13 */
  readonly sourceIdentity?: string;
}

export interface Session extends SessionNames {
  readonly accessKeyId: string;
}

/**
 * A session of a role as a caller: the ARN has the role's name without its path (docs/facts/a.md#a79,
 * docs/facts/e.md#e2).
 */
export function sessionCaller(
  accountId: string,
  role: SessionRole,
  { accessKeyId, sessionName, sourceIdentity }: Session,
): Caller {
  return {
    accountId,
    accessKeyId,
    principalId: `${role.id}:${sessionName}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    roleArn: role.arn,
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}
