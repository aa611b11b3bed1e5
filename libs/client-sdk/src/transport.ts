import { type AttemptContext, type AttemptOptions, createAttempt, type Outcome } from './attempt.ts';
import { type Clock, sleep } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { OnRequest, OnResponse } from './hooks.ts';
import { checkIdempotencyKey, newJobId } from './job-id.ts';
import { isRetryableStatus, pauseMs, retryAfterMs, type RetryOptions } from './retry.ts';
import type { SignableRequest } from './sign-request.ts';

export interface TransportContext extends AttemptContext {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly retry: Required<RetryOptions>;
  readonly clock: Clock;
  readonly onRequest?: OnRequest | undefined;
  readonly onResponse?: OnResponse | undefined;
}

/** A request as an operation of the contract describes it. */
export interface ApiRequest {
  readonly method: string;
  /** Begins with a slash, includes the query, and is appended to the base URL. */
  readonly path: string;
  readonly headers?: Headers | Record<string, string>;
  readonly body?: SignableRequest['body'];
}

export interface SendOptions extends Pick<AttemptOptions, 'isExpected'> {
  readonly signal?: AbortSignal | undefined;
  /** When to give up at the latest, by the clock. */
  readonly deadline?: number | undefined;
  /** Called with the idempotency key of the request, each time that it changes. */
  readonly onKey?: (key: string) => void;
}

/**
 * Sends a request until it gets a response that need not be retried, as often and as long as the retry options allow.
 * @returns the last response, even an error; its body has already been received
 * @throws JobsConnectionError, JobsCredentialsError, JobsApiError for a response that is not the service's, or the signal's reason
 */
export type Send = (request: ApiRequest, options?: SendOptions) => Promise<Response>;

export function createTransport(context: TransportContext): Send {
  const { baseUrl, clock, serviceClock, retry, onRequest, onResponse } = context;
  const attempt = createAttempt(context);

  return async (request, { signal, deadline = Infinity, isExpected, onKey } = {}) => {
    const { method, path, body = null } = request;
    const url = baseUrl + path;
    const headers = new Headers(request.headers);
    const givesUpAt = Math.min(deadline, clock.now() + retry.totalTimeoutMs);
    const given = headers.get('idempotency-key');
    if (given !== null) checkIdempotencyKey(given);
    const needsKey = body !== null && given === null;
    let refused: Credentials | undefined;
    let clockIsSet = false;

    const setKey = () => {
      if (!needsKey) return;
      const key = newJobId(serviceClock.now());
      headers.set('idempotency-key', key);
      onKey?.(key);
    };
    /** How long to wait before the next attempt; undefined if a retry is pointless. */
    const nextPause = (count: number, { response, text, credentials, error }: Outcome): number | undefined => {
      if (!response) return error.retryable ? pauseMs(count, retry) : undefined;
      if (isRetryableStatus(response.status)) {
        return pauseMs(count, retry, retryAfterMs(response.headers, clock.now()));
      }
      if (response.status !== 403) return undefined;
      if (!clockIsSet && serviceClock.learn(response.headers, text)) {
        clockIsSet = true;
        // A key also contains a time. A key that was rejected immediately has not been used, so it can be replaced.
        if (count === 1) setKey();
        return 0;
      }
      if (!refused && isExpiredToken(response.headers, text)) {
        refused = credentials;
        return 0;
      }
      return undefined;
    };

    setKey();
    for (let count = 1; ; count++) {
      const startedAt = clock.now();
      const timeoutMs = Math.min(retry.attemptTimeoutMs, givesUpAt - startedAt);
      const info = { method, url, attempt: count };
      onRequest?.(info);
      const outcome = await attempt({ method, url, headers, body }, { signal, timeoutMs, refused, isExpected });
      const { response, error } = outcome;
      onResponse?.({
        ...info,
        durationMs: clock.now() - startedAt,
        status: response?.status,
        headers: response?.headers,
        error,
      });
      const pause = nextPause(count, outcome);
      if (pause === undefined || count >= retry.maxAttempts || clock.now() + pause >= givesUpAt) {
        if (error) throw error;
        return response;
      }
      await sleep(clock, pause, signal);
    }
  };
}

// The text is known from AWS; the type in its header is not.
const isExpiredToken = (headers: Headers, text: string): boolean =>
  /ExpiredToken|token included in the request is expired/.test(`${headers.get('x-amzn-errortype') ?? ''} ${text}`);
