import type { DeliveryFailure } from './target-delivery.ts';

/** A message in a dead-letter queue: the event, with the reason in its attributes (docs/facts/c.md#c35). */
export interface DeadLetterMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const deadLetterMessage = (failure: DeliveryFailure): DeadLetterMessage => ({
  body: failure.eventText,
  attributes: {
    RULE_ARN: failure.rule.arn,
    TARGET_ARN: failure.target.arn,
    ERROR_CODE: failure.errorCode,
    ERROR_MESSAGE: failure.errorMessage,
    ...(failure.exhaustedRetryCondition && { EXHAUSTED_RETRY_CONDITION: failure.exhaustedRetryCondition }),
    RETRY_ATTEMPTS: String(failure.retryAttempts),
  },
});
