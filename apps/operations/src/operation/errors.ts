/** What was asked for can't be done; the message says why, and what to do. */
export class OperationError extends Error {
  override readonly name: string = 'OperationError';
}

/** The stage has no stack in this account and region. */
export class NotDeployedError extends OperationError {
  override readonly name = 'NotDeployedError';
}

/** The person at the terminal has had enough. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
