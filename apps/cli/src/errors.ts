/** The command can't do what it was asked to; its message says why and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The person at the terminal ended the waiting. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
