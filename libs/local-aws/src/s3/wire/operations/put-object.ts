import type { HttpResponse } from '../../../kernel/index.ts';
import type { S3Call } from '../call.ts';
import { writeConditions } from '../conditions.ts';
import { incomingBody } from '../incoming-body.ts';
import { objectAttributes } from '../object-attributes.ts';
import { checksumHeaders, encryptionHeaders, quoted } from '../object-headers.ts';
import { emptyResponse } from '../responses.ts';
import { authorizeWrite } from './authorize-write.ts';
import { checksumAlgorithm } from './checksum-algorithm.ts';

export async function putObject(call: S3Call): Promise<HttpResponse> {
  const { bucket, key } = call;
  authorizeWrite(call);
  const attributes = objectAttributes(call);
  const mayReplace = writeConditions((name) => call.header(name));
  const body = incomingBody(call.request, call.verified);
  const object = await bucket.put(key, attributes, body, mayReplace, checksumAlgorithm(call));
  return emptyResponse(200, {
    etag: quoted(object.etag),
    ...checksumHeaders(object.checksum),
    ...encryptionHeaders(object),
  });
}
