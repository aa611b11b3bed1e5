// A Lambda function for a rule on the stack's event bus (output JobEventsBus): it posts an event for each ended job to
// WEBHOOK_URL, signed with WEBHOOK_SECRET according to https://www.standardwebhooks.com. The secret begins with
// `whsec_`.
import { parseJobEvent } from '@jobs/client-sdk';
import { Webhook } from 'standardwebhooks';

/** The receiver's response timeout. Must be less than the function's timeout. */
const timeoutMs = 10_000;

/**
 * Throws unless the receiver answers 2xx: Lambda then retries, and finally sends the event to the function's failure
 * destination.
 */
export const handler = async (event: unknown): Promise<void> => {
  const { WEBHOOK_URL: url = '', WEBHOOK_SECRET: secret = '' } = process.env;
  const { id, type, time, data } = parseJobEvent(event);
  const body = JSON.stringify({ type, timestamp: time, data });
  // Each attempt has its own time and the event's id, which the receiver uses to deduplicate.
  const sentAt = new Date();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
    },
    body,
    // Never send a request signed for one receiver to another.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver returned ${response.status} for event ${id} of job ${data.id}.`);
};
