/** As many records as an event bus takes at once (docs/facts/j.md#j5). */
export const batchSize = 10;

/** An hour less than the stream keeps records, so that one that was given up can still be read (docs/facts/j.md#j6). */
export const maxRecordAgeHours = 23;

/**
 * How often a record is tried again that the bus or the role refuses, so that it does not hold up the others for a day.
 * Errors of AWS do not count (docs/facts/j.md#j6).
 */
export const maxRetryAttempts = 100;
