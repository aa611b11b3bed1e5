/** The maximum number of records that an event bus accepts at once (docs/facts/j.md#j5). */
export const batchSize = 10;

/**
 * An hour less than the stream keeps records, so that a record that was given up on can still be read
 * (docs/facts/j.md#j6).
 */
export const maxRecordAgeHours = 23;

/**
 * How many times a record that the bus or the role rejects is retried, so that it does not hold up the others for a
 * day. AWS's own errors do not count (docs/facts/j.md#j6).
 */
export const maxRetryAttempts = 100;
