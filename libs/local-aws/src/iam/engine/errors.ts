/** A known caller without permission. The message is that of AWS services: `User: … is not authorized …`. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  readonly code = 'AccessDenied';
}

/** A policy document that the local run can't evaluate; the message names the location and the reason. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'MalformedPolicyDocument';
}
