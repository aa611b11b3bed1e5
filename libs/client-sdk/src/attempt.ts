import { withDeadline } from './abort.ts';
import { apiError } from './api-error.ts';
import type { Credentials, CredentialsSource } from './credentials.ts';
import { JobsConnectionError, JobsError } from './errors.ts';
import { redactor } from './redact.ts';
import { parseJson, readBody } from './response-body.ts';
import type { ServiceClock } from './service-clock.ts';
import { type SignableRequest, signRequest } from './sign-request.ts';

/** API Gateway's payload limit is 10 MB: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxBodyBytes = 10 * 2 ** 20;
const maxErrorBodyBytes = 2 ** 16;

export interface AttemptContext {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly region: string;
  readonly credentials: CredentialsSource;
  readonly serviceClock: ServiceClock;
}

export interface AttemptOptions {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Credentials that the service reports as expired. */
  readonly refused?: Credentials | undefined;
  /** Whether the JSON of a success has the expected shape. */
  readonly isExpected?: ((body: unknown) => boolean) | undefined;
}

/** A response of the service, with all or the relevant part of its body; or why there is none. */
export type Outcome =
  | {
      readonly response: Response;
      /** The body as received, including secrets: only to be parsed, never to be shown. */
      readonly text: string;
      /** The credentials that signed the request. */
      readonly credentials: Credentials;
      readonly error?: undefined;
    }
  | {
      readonly response?: undefined;
      readonly text?: undefined;
      readonly credentials?: undefined;
      readonly error: JobsError;
    };

/**
 * Signs a request, sends it once and receives the response.
 * @throws the signal's reason
 */
export type Attempt = (request: SignableRequest, options: AttemptOptions) => Promise<Outcome>;

export function createAttempt({ fetch, region, credentials: source, serviceClock }: AttemptContext): Attempt {
  return async (request, { signal, timeoutMs, refused, isExpected = isJson }) => {
    const { method, url, body } = request;
    const run = async (stop: AbortSignal): Promise<Outcome> => {
      const credentials = await source.get(refused);
      const scope = { region, service: 'execute-api', now: serviceClock.now() };
      const headers = await signRequest(request, credentials, scope);
      stop.throwIfAborted();
      return receive(
        await fetch(url, { method, headers, body, signal: stop, redirect: 'manual' }),
        credentials,
        isExpected,
      );
    };
    try {
      return await withDeadline(run, signal, timeoutMs, () => new Error(`no complete response after ${timeoutMs} ms`));
    } catch (cause) {
      signal?.throwIfAborted();
      const error =
        cause instanceof JobsError ? cause : new JobsConnectionError(`${method} ${url}: ${reasonOf(cause)}`, { cause });
      return { error };
    }
  };
}

async function receive(
  received: Response,
  credentials: Credentials,
  isExpected: (body: unknown) => boolean,
): Promise<Outcome> {
  const { ok, status } = received;
  const text = await readBody(received, ok ? maxBodyBytes : maxErrorBodyBytes);
  // A success that was cut short is not JSON.
  if (ok && isExpected(parseJson(text))) {
    return { response: new Response(text, received), text, credentials };
  }
  const redact = redactor(credentials);
  const headers = [...received.headers].map(([name, value]): [string, string] => [name, redact(value)]);
  const answer = { status, headers: new Headers(headers) };
  const cleanText = redact(text.slice(0, maxErrorBodyBytes));
  if (ok) throw apiError(answer, cleanText, 'UnexpectedBody', true);
  // A browser hides the status of a redirect and reports 0.
  if (status < 400) {
    const message = `Redirected to ${answer.headers.get('location') ?? 'elsewhere'}: a signed request is not sent there.`;
    throw apiError(answer, { message }, 'UnexpectedRedirect');
  }
  return { response: new Response(cleanText, answer), text, credentials };
}

const isJson = (body: unknown) => body !== undefined;

/** Node's `fetch` only reports "fetch failed"; the reason is nested in its causes. */
function reasonOf(error: unknown): string {
  const reasons: string[] = [];
  for (let each = error; each !== undefined && reasons.length < 5; each = (Object(each) as { cause?: unknown }).cause) {
    const { code, message } = Object(each) as { code?: unknown; message?: unknown };
    const texts = [typeof each === 'string' ? each : message, code].filter(
      (text) => typeof text === 'string' && text !== '',
    ) as string[];
    const [text = 'no reason was given', name = ''] = texts;
    reasons.push(text.includes(name) ? text : `${text} (${name})`);
  }
  return reasons.join(': ');
}
