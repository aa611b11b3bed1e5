import { parseSigningDate } from '@jobs/local-aws/iam';
import { AuthenticationError, headerValue, type HttpRequest, type HttpResponse } from '@jobs/local-aws/kernel';
import { type Clocks, nearestTime } from './nearest-time.ts';

/**
 * Dates a response with the clock that the request was signed with, or with real time. SDKs correct their own clock by
 * this date, so functions, which use the stack's clock, must see stack time, and other clients real time.
 */
export function dateResponse(response: HttpResponse, request: HttpRequest, clocks: Clocks): HttpResponse {
  const time = nearestTime(signingTime(request) ?? clocks.realClock.now(), clocks);
  return { ...response, headers: { ...response.headers, date: new Date(time).toUTCString() } };
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
