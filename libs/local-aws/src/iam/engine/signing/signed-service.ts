import { headerValue, type RequestHead } from '../../../kernel/index.ts';
import { presignedParameters } from './presigned-query.ts';

/** The service that a request says it is signed for, such as `s3`; undefined when it isn't signed. */
export function signedService(request: RequestHead): string | undefined {
  const credential =
    /Credential=([^\s,]+)/.exec(headerValue(request, 'authorization') ?? '')?.[1] ??
    presignedParameters(request.query).get('X-Amz-Credential');
  return credential?.split('/')[3];
}
