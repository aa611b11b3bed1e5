import { headerValue, type HttpRequest, type HttpResponse } from '@jobs/local-aws/kernel';

/**
 * What a stack that stops answers: it would lose what it accepts now. Only calls of tables go on, because with them
 * functions that still run write down what they have done.
 */
export function refuseNewWork(request: HttpRequest): HttpResponse | undefined {
  if (headerValue(request, 'x-amz-target')?.startsWith('DynamoDB_')) return undefined;
  const message = 'The local run is stopping, and accepts nothing more. Start it again, then repeat the request.';
  return { status: 503, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
