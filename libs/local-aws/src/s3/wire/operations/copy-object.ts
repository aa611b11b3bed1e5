import type { HttpResponse } from '../../../kernel/index.ts';
import type { ObjectAttributes } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { writeConditions } from '../conditions.ts';
import { objectAttributes } from '../object-attributes.ts';
import { checksumElements, encryptionHeaders, quoted } from '../object-headers.ts';
import { xmlResponse, xmlTime } from '../responses.ts';
import { authorizeWrite } from './authorize-write.ts';
import { copySource } from './copy-source.ts';

export async function copyObject(call: S3Call): Promise<HttpResponse> {
  const { bucket, key } = call;
  authorizeWrite(call);
  const { object: source, address } = copySource(call);
  const given = objectAttributes(call);
  const attributes: ObjectAttributes = {
    ...(directive(call, 'x-amz-metadata-directive') === 'REPLACE'
      ? given
      : { ...source, headers: copied(source, given) }),
    tags: directive(call, 'x-amz-tagging-directive') === 'REPLACE' ? given.tags : source.tags,
  };
  const isSame = address.bucket === bucket.name && address.key === key;
  const changes = [
    'x-amz-metadata-directive',
    'x-amz-tagging-directive',
    'x-amz-storage-class',
    'x-amz-server-side-encryption',
  ];
  if (isSame && changes.every((name) => [undefined, 'COPY'].includes(call.header(name)))) {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new S3Error('InvalidRequest', {}, message);
  }
  const { headers, metadata, tags } = attributes;
  const algorithm = source.checksum.type === 'FULL_OBJECT' ? source.checksum.algorithm : undefined;
  const content = await call.buckets.find(address.bucket).read(source);
  const object = await bucket.put(
    key,
    { headers, metadata, tags },
    { content, length: source.size },
    writeConditions((name) => call.header(name)),
    algorithm,
  );
  const result = {
    LastModified: xmlTime(object.lastModified),
    ETag: quoted(object.etag),
    ...checksumElements(object.checksum),
  };
  return xmlResponse('CopyObjectResult', result, encryptionHeaders(object));
}

function directive(call: S3Call, name: string): 'COPY' | 'REPLACE' {
  const value = call.header(name) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new S3Error('InvalidArgument', { ArgumentName: name, ArgumentValue: value }, 'Unknown metadata directive.');
}

/** Headers such as storage class and encryption come from the copy request, not from the source. */
function copied(source: ObjectAttributes, given: ObjectAttributes): ObjectAttributes['headers'] {
  const isOfCopy = (name: string) => name.startsWith('x-amz-');
  const entries = [
    ...Object.entries(source.headers).filter(([name]) => !isOfCopy(name)),
    ...Object.entries(given.headers).filter(([name]) => isOfCopy(name)),
  ];
  return Object.fromEntries(entries);
}
