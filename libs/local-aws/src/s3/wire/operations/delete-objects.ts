import type { HttpResponse } from '../../../kernel/index.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { writeConditions } from '../conditions.ts';
import { incomingBody, wholeText } from '../incoming-body.ts';
import { emptyResponse, xmlResponse } from '../responses.ts';
import { childText, parseXml, type XmlElement } from '../xml.ts';

export function deleteObject(call: S3Call): HttpResponse {
  const { bucket, key } = call;
  call.authorize('s3:DeleteObject', call.address);
  if (call.header('if-match') !== undefined) writeConditions((name) => call.header(name))(bucket.get(key));
  bucket.delete(key);
  return emptyResponse(204);
}

const maxKeys = 1000;

/** Each key succeeds or fails independently. */
export async function deleteObjects(call: S3Call): Promise<HttpResponse> {
  const { bucket } = call;
  const body = incomingBody(call.request, call.verified);
  if (body.md5 === undefined && !body.checksum) {
    throw new S3Error(
      'InvalidRequest',
      {},
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const document = parseXml(await wholeText(body));
  const objects = document.children.filter(({ name }) => name === 'Object');
  if (document.name !== 'Delete' || objects.length === 0 || objects.length > maxKeys) throw new S3Error('MalformedXML');
  const results = objects.map(keyOf).map((key) => ({ key, error: tryDelete(call, key) }));
  const isQuiet = childText(document, 'Quiet')?.trim() === 'true';
  return xmlResponse('DeleteResult', {
    Deleted: isQuiet ? [] : results.filter(({ error }) => !error).map(({ key }) => ({ Key: key })),
    Error: results.flatMap(({ key, error }) => (error ? [{ Key: key, Code: error.code, Message: error.message }] : [])),
  });

  function tryDelete(from: S3Call, key: string): S3Error | undefined {
    try {
      from.authorize('s3:DeleteObject', { bucket: bucket.name, key });
      bucket.delete(key);
      return undefined;
    } catch (error) {
      if (error instanceof S3Error) return error;
      throw error;
    }
  }
}

function keyOf(element: XmlElement): string {
  const key = childText(element, 'Key');
  if (key !== undefined && key !== '') return key;
  throw new S3Error('MalformedXML');
}
