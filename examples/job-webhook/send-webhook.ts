// A Lambda function for a rule on the event bus of the stack, the output JobEventsBus: it posts each job that has ended to
// WEBHOOK_URL, signed with WEBHOOK_SECRET as https://www.standardwebhooks.com says. The secret begins with `whsec_`.
import { parseJobEvent } from '@jobs/client-sdk';
import { Webhook } from 'standardwebhooks';

/** How long the receiver may take to answer. Less than the function's timeout. */
const timeoutMs = 10_000;

/** Throws unless the receiver answers 2xx: then Lambda invokes the function again, and in the end its failure destination gets the event. */
export const handler = async (event: unknown): Promise<void> => {
  const { WEBHOOK_URL: url = '', WEBHOOK_SECRET: secret = '' } = process.env;
  const { id, type, time, data } = parseJobEvent(event);
  const body = JSON.stringify({ type, timestamp: time, data });
  // Each attempt has a time of its own, and the id of the event, by which the receiver knows what it already has.
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
    // What is signed for one receiver is not sent to another.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver answered ${response.status} to the event ${id} of job ${data.id}.`);
};
