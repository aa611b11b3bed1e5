/** The command cannot be done. The message says why, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user interrupted the wait. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
