import { parseSigningDate } from '@jobs/local-aws/iam';
import {
  AuthenticationError,
  headerValue,
  type Clock,
  type HttpRequest,
  type HttpResponse,
} from '@jobs/local-aws/kernel';

/**
 * Dates an answer by the clock that the request was signed by, or by the first. SDKs correct their own clock by what
 * they read here, so functions, which live by the local run's time, must read that, and clients outside real time.
 */
export function withDate(response: HttpResponse, request: HttpRequest, clocks: readonly [Clock, Clock]): HttpResponse {
  const times = clocks.map((clock) => clock.now());
  const signedAt = signingTime(request) ?? times[0] ?? 0;
  const [nearest = 0] = times.sort((a, b) => Math.abs(a - signedAt) - Math.abs(b - signedAt));
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
