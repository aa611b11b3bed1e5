import type { Clock, PendingWork, Timers } from '../../kernel/index.ts';
import type { TargetDefinition } from './definitions.ts';
import { TargetRejectedError, TargetUnavailableError } from './errors.ts';

/** A delivery of an event to a target. */
export interface Delivery {
  readonly rule: { readonly name: string; readonly arn: string };
  readonly target: TargetDefinition;
  readonly eventId: string;
  /** The target's input, built once from the event. */
  readonly payload: string;
  /** The event as JSON text, for a dead-letter queue (docs/facts/c.md#c35). */
  readonly eventText: string;
}

/** A failed delivery attempt, temporary or final. */
export interface DeliveryFailure extends Delivery {
  readonly errorCode: string;
  readonly errorMessage: string;
  /** Number of retries before this attempt. */
  readonly retryAttempts: number;
  /** Milliseconds until the next attempt; absent if there is none. */
  readonly retryInMs?: number;
  /** The limit of the retry policy that was reached; absent if the target rejected the event (docs/facts/c.md#c35). */
  readonly exhaustedRetryCondition?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
}

export interface DeliveryPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly work: PendingWork;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly invokeTarget: (targetArn: string, payload: string, rule: { readonly arn: string }) => Promise<void>;
  readonly onDeliveryFailure: (failure: DeliveryFailure) => Promise<void>;
}

/** Retries double their delay from one second up to this, so that 185 of them last a day. */
const maxDelayMs = 10 * 60_000;
const defaultAgeSeconds = 86_400;
const defaultRetries = 185;

/**
 * Starts a delivery. An unavailable target is retried with growing delays until the target's retry policy is
 * exhausted; a target that rejects the event is not retried (docs/facts/c.md#c34). The delivery ends once the target
 * has accepted the event (docs/facts/c.md#c36).
 */
export function startDelivery(delivery: Delivery, ports: DeliveryPorts): void {
  const { clock, timers, work } = ports;
  const policy = delivery.target.retryPolicy;
  const maxRetries = policy?.maximumRetryAttempts ?? defaultRetries;
  const expiresAt = clock.now() + (policy?.maximumEventAgeInSeconds ?? defaultAgeSeconds) * 1000;

  const attempt = async (retryAttempts: number): Promise<void> => {
    try {
      await ports.invokeTarget(delivery.target.arn, delivery.payload, { arn: delivery.rule.arn });
    } catch (error) {
      const failure = { ...delivery, ...describe(error), retryAttempts };
      if (!(error instanceof TargetUnavailableError)) {
        await ports.onDeliveryFailure(failure);
        return;
      }
      const retryInMs = backOffMs(retryAttempts, ports.random());
      const exhausted = exhaustedCondition(retryAttempts >= maxRetries, clock.now() + retryInMs > expiresAt);
      await ports.onDeliveryFailure({ ...failure, ...(exhausted ?? { retryInMs }) });
      if (!exhausted) timers.set(retryInMs, () => void work.track(attempt(retryAttempts + 1)));
    }
  };

  void work.track(attempt(0));
}

function exhaustedCondition(
  outOfAttempts: boolean,
  tooOld: boolean,
): Pick<Required<DeliveryFailure>, 'exhaustedRetryCondition'> | undefined {
  if (outOfAttempts) return { exhaustedRetryCondition: 'MaximumRetryAttempts' };
  return tooOld ? { exhaustedRetryCondition: 'MaximumEventAgeInSeconds' } : undefined;
}

/** Between half and the whole of a doubling delay. */
const backOffMs = (retryAttempts: number, random: number): number =>
  Math.round(Math.min(maxDelayMs, 1000 * 2 ** retryAttempts) * (0.5 + random / 2));

function describe(error: unknown): { errorCode: string; errorMessage: string } {
  const known = error instanceof TargetUnavailableError || error instanceof TargetRejectedError;
  return {
    errorCode: known ? error.code : 'SDK_CLIENT_ERROR',
    errorMessage: error instanceof Error ? error.message : String(error),
  };
}
