/** The operation cannot be done. The message says why, and what to do. */
export class OperationError extends Error {
  override readonly name: string = 'OperationError';
}

/** The stage has no stack in this account and region. */
export class NotDeployedError extends OperationError {
  override readonly name = 'NotDeployedError';
}

/** The user interrupted the operation. The message says what continues on AWS, and how to stop it. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
