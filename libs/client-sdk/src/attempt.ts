import { bounded } from './abort.ts';
import { unexpectedBody, unexpectedRedirect } from './api-error.ts';
import type { Credentials } from './credentials.ts';
import { JobsConnectionError, JobsError } from './errors.ts';
import { redactor } from './redact.ts';
import { readBody } from './response-body.ts';
import { signRequest, type SignableRequest } from './sign-request.ts';
import type { Transport } from './transport.ts';

/** API Gateway's limit of a payload is 10 MB (A42). */
const MAX_BODY_BYTES = 10 * 2 ** 20;
const MAX_ERROR_BODY_BYTES = 64 * 2 ** 10;

/** An answer that was received to its end, or as far as it matters. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the request was signed with. */
  readonly credentials: Credentials;
}

export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Credentials that the service no longer takes. */
  readonly refused?: Credentials | undefined;
  /** Whether the JSON of a success has the form that was asked for. */
  readonly isExpected?: ((body: unknown) => boolean) | undefined;
}

/**
 * Signs a request, sends it once and receives the answer.
 * @throws JobsConnectionError, JobsCredentialsError, JobsApiError for an answer that is not the service's, or the signal's reason
 */
export async function attempt(
  transport: Transport,
  request: SignableRequest,
  { signal, timeoutMs, refused, isExpected }: AttemptOptions,
): Promise<Answer> {
  const { method, url, body = null } = request;
  const work = async (stop: AbortSignal) => {
    const credentials = await transport.credentials.get(refused);
    const headers = await signRequest(request, credentials, {
      region: transport.region,
      service: 'execute-api',
      now: transport.serviceClock.now(),
    });
    stop.throwIfAborted();
    const init: RequestInit = { method, headers, body, signal: stop, redirect: 'manual' };
    return receive(await transport.fetch(url, init), { credentials, stop, isExpected });
  };
  const timeoutError = () =>
    new JobsConnectionError(`${method} ${url} had no full answer after ${timeoutMs} ms.`, { code: 'RequestTimeout' });
  try {
    return await bounded(work, { signal, timeoutMs, timeoutError });
  } catch (cause) {
    if (signal.aborted || cause instanceof JobsError) throw cause;
    throw new JobsConnectionError(`${method} ${url} failed: ${reasonOf(cause)}`, { code: 'ConnectionFailed', cause });
  }
}

interface ReceiveOptions {
  readonly credentials: Credentials;
  readonly stop: AbortSignal;
  readonly isExpected: AttemptOptions['isExpected'];
}

async function receive(response: Response, { credentials, stop, isExpected }: ReceiveOptions): Promise<Answer> {
  const { status, ok } = response;
  const { text, complete } = await readBody(response, ok ? MAX_BODY_BYTES : MAX_ERROR_BODY_BYTES, stop);
  if (ok && complete && isUsable(status, text, isExpected)) {
    return { status, headers: response.headers, text, credentials };
  }
  const redact = redactor(credentials);
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  const answer = { status, headers, text: redact(text), credentials };
  if (ok) throw unexpectedBody(answer, answer.text);
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) throw unexpectedRedirect(answer);
  return answer;
}

function isUsable(status: number, text: string, isExpected: AttemptOptions['isExpected'] = () => true): boolean {
  try {
    return status === 204 || isExpected(JSON.parse(text));
  } catch {
    return false;
  }
}

/** `fetch` says no more than "fetch failed"; the reason is a level deeper. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
