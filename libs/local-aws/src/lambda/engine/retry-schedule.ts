import type { AsynchronousConfiguration } from './function-definition.ts';

/** Why an event is finished (docs/facts/b.md#b25). */
export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

const firstRetryMs = 60_000;
const laterRetryMs = 120_000;
const firstBackOffMs = 1_000;
const maxBackOffMs = 300_000;

/**
 * What follows a failed attempt (docs/facts/b.md#b8). The age check looks ahead: an event that would be too old
 * at its next attempt is dropped immediately (docs/facts/b.md#b15).
 * @param attempts number of attempts made
 * @param ageMs since the event was accepted
 */
export function afterFailure(
  attempts: number,
  ageMs: number,
  configuration: AsynchronousConfiguration,
): { readonly retryInMs: number } | { readonly condition: Condition } {
  if (attempts > configuration.maximumRetryAttempts) return { condition: 'RetriesExhausted' };
  const retryInMs = attempts === 1 ? firstRetryMs : laterRetryMs;
  return isTooOld(ageMs + retryInMs, configuration) ? { condition: 'EventAgeExceeded' } : { retryInMs };
}

/** How long a throttled event waits, by the number of consecutive throttles (docs/facts/b.md#b11). */
export function backOffMs(throttles: number): number {
  return Math.min(maxBackOffMs, firstBackOffMs * 2 ** (throttles - 1));
}

export function isTooOld(ageMs: number, configuration: AsynchronousConfiguration): boolean {
  return ageMs >= configuration.maximumEventAgeSeconds * 1000;
}
