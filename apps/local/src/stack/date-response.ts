import { parseSigningDate } from '@jobs/local-aws/iam';
import {
  AuthenticationError,
  type Clock,
  headerValue,
  type HttpRequest,
  type HttpResponse,
} from '@jobs/local-aws/kernel';

/**
 * Dates a response by the clock that the request was signed by, or else by real time. SDKs correct their own clock by
 * what they read here, so functions, which live by the stack's clock, must read that, and clients outside real time.
 */
export function dateResponse(
  response: HttpResponse,
  request: HttpRequest,
  { realClock, stackClock }: { readonly realClock: Clock; readonly stackClock: Clock },
): HttpResponse {
  const realTime = realClock.now();
  const stackTime = stackClock.now();
  const signedAt = signingTime(request) ?? realTime;
  const nearest = Math.abs(signedAt - stackTime) < Math.abs(signedAt - realTime) ? stackTime : realTime;
  return { ...response, headers: { ...response.headers, date: new Date(nearest).toUTCString() } };
}

function signingTime(request: HttpRequest): number | undefined {
  const date = headerValue(request, 'x-amz-date');
  if (date === undefined) return undefined;
  try {
    return parseSigningDate(date);
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
}
