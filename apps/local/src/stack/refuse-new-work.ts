import { signedService } from '@jobs/local-aws/iam';
import { headerValue, type HttpRequest, type HttpResponse } from '@jobs/local-aws/kernel';

/**
 * The response of a stack that is stopping: it would lose any work that it accepts now. Only calls to tables, buckets,
 * secrets and parameters still pass, because running functions need them to record their outcome.
 */
export function refuseNewWork(request: HttpRequest): HttpResponse | undefined {
  const target = headerValue(request, 'x-amz-target') ?? '';
  if (/^(?:DynamoDB_|secretsmanager\.|AmazonSSM\.)/.test(target)) return undefined;
  if (signedService(request) === 's3') return undefined;
  const message = 'The local run is stopping and accepts no new requests. Start it again, then repeat the request.';
  return { status: 503, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
