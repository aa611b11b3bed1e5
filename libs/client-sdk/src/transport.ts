import { abortable } from './abort.ts';
import { refusal } from './api-error.ts';
import { attempt, type Answer, type AttemptOptions } from './attempt.ts';
import type { Clock } from './clock.ts';
import type { Credentials, CredentialsSource } from './credentials.ts';
import { JobsError } from './errors.ts';
import type { OnRequest, OnResponse, RequestInfo } from './hooks.ts';
import { newJobId } from './job-id.ts';
import { isRetryableStatus, pauseMs, retryAfterMs, type RetryOptions } from './retry.ts';
import type { ServiceClock } from './service-clock.ts';

/** What requests are sent with. */
export interface Transport {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly region: string;
  readonly credentials: CredentialsSource;
  readonly retry: Required<RetryOptions>;
  readonly clock: Clock;
  readonly serviceClock: ServiceClock;
  readonly onRequest?: OnRequest | undefined;
  readonly onResponse?: OnResponse | undefined;
}

export interface SendOptions extends Pick<AttemptOptions, 'isExpected'> {
  readonly signal?: AbortSignal | undefined;
  /** When to give up at the latest, by the clock. */
  readonly deadline?: number | undefined;
}

/**
 * Sends a request until it has an answer that is worth having, as often and as long as the retry options allow.
 * @returns the last answer, a refusal too; its body is already received
 * @throws JobsConnectionError, JobsCredentialsError, JobsApiError for an answer that is not the service's, or the signal's reason
 */
export async function send(transport: Transport, request: Request, options: SendOptions = {}): Promise<Response> {
  const { clock, serviceClock, retry } = transport;
  const { signal = request.signal, deadline = Infinity, isExpected } = options;
  const { method, url } = request;
  const headers = new Headers(request.headers);
  const reads = method === 'GET' || method === 'HEAD';
  const body = reads ? undefined : await abortable(request.arrayBuffer(), signal);
  const givesUpAt = Math.min(deadline, clock.now() + retry.totalTimeoutMs);
  const ownKey = !reads && !headers.has('idempotency-key');
  let refused: Credentials | undefined;
  let clockIsSet = false;

  /** How long to wait before the next attempt; undefined when there is nothing to gain from one. */
  const nextPause = (outcome: Answer | JobsError, count: number): number | undefined => {
    if (outcome instanceof JobsError) return outcome.retryable ? pauseMs(count, retry) : undefined;
    if (isRetryableStatus(outcome.status)) {
      return pauseMs(count, retry, retryAfterMs(outcome.headers, serviceClock.now()));
    }
    if (!clockIsSet && serviceClock.learn(outcome)) {
      clockIsSet = true;
      // A key tells its time, too. One that was refused at once has not been used, so that a better one can replace it.
      if (ownKey && count === 1) headers.set('idempotency-key', newJobId(serviceClock.now()));
      return 0;
    }
    if (!refused && isExpiredToken(outcome)) {
      refused = outcome.credentials;
      return 0;
    }
    return undefined;
  };

  if (ownKey) headers.set('idempotency-key', newJobId(serviceClock.now()));
  for (let count = 1; ; count++) {
    const timeoutMs = Math.max(0, Math.min(retry.attemptTimeoutMs, givesUpAt - clock.now()));
    const outcome = await observed(transport, { method, url, attempt: count }, () =>
      attempt(transport, { method, url, headers, body }, { signal, timeoutMs, refused, isExpected }),
    );
    const pause = nextPause(outcome, count);
    if (pause === undefined || count >= retry.maxAttempts || clock.now() + pause >= givesUpAt) {
      return toResponse(outcome);
    }
    if (pause > 0) await abortable(clock.sleep(pause, signal), signal);
  }
}

/** Tells the hooks of an attempt. An error that says something of the service is an outcome; an abort is not. */
async function observed(
  { clock, onRequest, onResponse }: Transport,
  info: RequestInfo,
  run: () => Promise<Answer>,
): Promise<Answer | JobsError> {
  onRequest?.(info);
  const startedAt = clock.now();
  const outcome = await run().catch((error: unknown) => {
    if (error instanceof JobsError) return error;
    throw error;
  });
  const durationMs = clock.now() - startedAt;
  if (outcome instanceof JobsError) {
    onResponse?.({ ...info, durationMs, error: outcome });
  } else {
    const requestId = outcome.headers.get('x-amzn-requestid');
    onResponse?.({ ...info, durationMs, status: outcome.status, ...(requestId && { requestId }) });
  }
  return outcome;
}

const isExpiredToken = ({ status, headers, text }: Answer): boolean =>
  status === 403 &&
  /ExpiredToken|token included in the request is expired/.test(`${headers.get('x-amzn-errortype') ?? ''} ${text}`);

function toResponse(outcome: Answer | JobsError): Response {
  if (outcome instanceof JobsError) throw outcome;
  const { status, headers, text } = outcome;
  // Statuses that nobody has defined can be received, but no Response can be made of them.
  if (status < 200 || status > 599) throw refusal(outcome, text);
  return new Response(status === 204 ? null : text, { status, headers });
}
