/** A known caller who may not do what was asked. The message is what AWS services say, `User: … is not authorized …`. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  readonly code = 'AccessDenied';
}

/** A policy document that the local run can't evaluate; the message says where and why. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'MalformedPolicyDocument';
}
