/** Who signed a request: a user, or a session of an assumed role (docs/facts/a.md#a79, docs/facts/e.md#e12). */
export interface Caller {
  readonly accountId: string;
  readonly accessKeyId: string;
  /** `AIDA…` for a user, `AROA…:session` for an assumed role. */
  readonly principalId: string;
  /** `arn:aws:iam::…:user/name`, or `arn:aws:sts::…:assumed-role/Role/session`. */
  readonly arn: string;
  /** The assumed role; absent for a user. */
  readonly roleArn?: string;
  /** Given when a role was assumed, and kept in all sessions that follow (docs/facts/e.md#e13). */
  readonly sourceIdentity?: string;
}
