import type { HttpRequest, HttpResponse, RequestHead } from '../../kernel/index.ts';
import type { Buckets } from '../engine/buckets.ts';
import { S3Error } from '../engine/s3-error.ts';
import { bucketOfHost, bucketOfPath, parseAddress } from './address.ts';
import { authenticate } from './authentication.ts';
import { S3Call } from './call.ts';
import type { S3Ports } from './ports.ts';
import { errorResponse, hostId, newRequestId } from './responses.ts';
import { routeOf } from './route.ts';

export interface S3Service {
  /** Handles a request, whose body may be a stream. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** Whether a request that isn't signed for S3 names one of its buckets, in its host name or path. */
export function namesBucket(request: RequestHead, buckets: Pick<Buckets, 'has'>): boolean {
  return buckets.has(bucketOfHost(request) ?? bucketOfPath(request));
}

/** S3 in its protocol, REST with XML. */
export function createS3Service(buckets: Buckets, ports: S3Ports): S3Service {
  return {
    handle: async (request) => {
      const requestId = newRequestId();
      const response = await answer(request, buckets, ports).catch((error: unknown) =>
        errorResponse(asS3Error(error, ports), {
          requestId,
          isHead: request.method === 'HEAD',
          path: request.path,
        }),
      );
      const headers = { ...response.headers, 'x-amz-request-id': requestId, 'x-amz-id-2': hostId, server: 'AmazonS3' };
      return { ...response, headers };
    },
  };
}

async function answer(request: HttpRequest, buckets: Buckets, ports: S3Ports): Promise<HttpResponse> {
  const address = parseAddress(request);
  const verified = authenticate(request, ports);
  const query = new URLSearchParams(request.query);
  const call = new S3Call({ request, query, address, verified, buckets, ports });
  const run = routeOf(call);
  return run(call);
}

function asS3Error(error: unknown, ports: S3Ports): S3Error {
  if (error instanceof S3Error) return error;
  ports.reportProblem(`S3 failed to handle a request: ${error instanceof Error ? error.message : String(error)}`);
  return new S3Error('InternalError');
}
