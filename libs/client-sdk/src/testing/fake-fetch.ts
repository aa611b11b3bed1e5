/** A request as passed to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly redirect: string | undefined;
}

export type Answerer = (request: SentRequest, count: number) => Response | Error | Promise<Response>;

export interface FakeFetch {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sent: readonly SentRequest[];
}

/** A `fetch` that never leaves the process; `answer` gets the number of the request, from 1. */
export function fakeFetch(answer: Answerer): FakeFetch {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (url, { method = 'GET', headers, body, signal, redirect }) => {
      if (!signal) throw new Error('a request without a signal');
      signal.throwIfAborted();
      const text = await new Response(body).text();
      const request = { method, url, headers: new Headers(headers), body: text, signal, redirect };
      sent.push(request);
      const answered = await answer(request, sent.length);
      if (answered instanceof Error) throw answered;
      return answered;
    },
  };
}

/** Returns the responses in turn, and then repeats the last one. */
export function inTurn(...answers: readonly (() => Response | Error)[]): Answerer {
  return (_request, count) => {
    const answer = answers[Math.min(count, answers.length) - 1];
    if (!answer) throw new Error('no response was given');
    return answer();
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** An error response as the gateway writes it. */
export function refused(
  status: number,
  errorType: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return json({ message }, status, { 'x-amzn-errortype': errorType, 'x-amzn-requestid': 'request-1', ...headers });
}
