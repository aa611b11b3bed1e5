import type { HttpResponse } from '../../../kernel/index.ts';
import { type ChecksumAlgorithm, checksumAlgorithms, type ChecksumType } from '../../engine/checksums/checksum.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { ListedPart, Upload } from '../../engine/upload.ts';
import { parseRange } from '../byte-range.ts';
import type { S3Call } from '../call.ts';
import { writeConditions } from '../conditions.ts';
import { checksumHeader, incomingBody, wholeText } from '../incoming-body.ts';
import { objectAttributes } from '../object-attributes.ts';
import { checksumElements, encryptionHeaders, quoted } from '../object-headers.ts';
import { emptyResponse, xmlResponse, xmlTime } from '../responses.ts';
import { childText, parseXml, type XmlElement } from '../xml.ts';
import { authorizeWrite } from './authorize-write.ts';
import { copySource } from './copy-source.ts';

export async function createMultipartUpload(call: S3Call): Promise<HttpResponse> {
  const { bucket, key } = call;
  authorizeWrite(call);
  const checksum = wantedChecksum(call);
  const attributes = objectAttributes(call);
  const { record } = await bucket.createUpload({ key, ...attributes, ...(checksum && { checksum }) });
  return xmlResponse(
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: key, UploadId: record.id },
    {
      ...encryptionHeaders(record),
      ...(checksum && {
        'x-amz-checksum-algorithm': checksum.algorithm,
        'x-amz-checksum-type': checksum.type,
      }),
    },
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
function wantedChecksum(call: S3Call): { algorithm: ChecksumAlgorithm; type: ChecksumType } | undefined {
  const named = call.header('x-amz-checksum-algorithm')?.toUpperCase();
  const algorithm = checksumAlgorithms.find((each) => each === named);
  if (!algorithm) return undefined;
  const type = call.header('x-amz-checksum-type') ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isCrc = algorithm.startsWith('CRC');
  if (type === 'COMPOSITE' ? algorithm !== 'CRC64NVME' : type === 'FULL_OBJECT' && isCrc) {
    return { algorithm, type: type as ChecksumType };
  }
  const message = `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`;
  throw new S3Error('InvalidRequest', {}, message);
}

export async function uploadPart(call: S3Call): Promise<HttpResponse> {
  const upload = uploadOf(call);
  call.authorize('s3:PutObject', call.address);
  const part = await upload.putPart(partNumber(call), incomingBody(call.request, call.verified));
  return emptyResponse(200, {
    etag: quoted(part.etag),
    [checksumHeader(part.checksum.algorithm)]: part.checksum.value,
    ...encryptionHeaders(upload.record),
  });
}

export async function uploadPartCopy(call: S3Call): Promise<HttpResponse> {
  const upload = uploadOf(call);
  authorizeWrite(call);
  const { object, address } = copySource(call);
  const range = parseRange(call.header('x-amz-copy-source-range'), object.size);
  const content = await call.buckets.find(address.bucket).read(object, range);
  const length = range ? range.end - range.start + 1 : object.size;
  const part = await upload.putPart(partNumber(call), { content, length });
  const { algorithm, value } = part.checksum;
  return xmlResponse('CopyPartResult', {
    LastModified: xmlTime(part.lastModified),
    ETag: quoted(part.etag),
    [`Checksum${algorithm}`]: value,
  });
}

export async function completeMultipartUpload(call: S3Call): Promise<HttpResponse> {
  const { bucket, key } = call;
  const upload = uploadOf(call);
  call.authorize('s3:PutObject', call.address);
  const document = parseXml(await wholeText(documentBody(call)));
  const elements = document.children.filter(({ name }) => name === 'Part');
  if (document.name !== 'CompleteMultipartUpload' || elements.length === 0) throw new S3Error('MalformedXML');
  const parts = upload.choose(elements.map(listedPart));
  const mayReplace = writeConditions((name) => call.header(name));
  const object = await bucket.completeUpload(
    upload,
    async (writer) => {
      const joined = await upload.join(parts, writer);
      checkWhole(call, joined.checksum);
      return joined;
    },
    mayReplace,
  );
  const host = call.header('host') ?? '';
  return xmlResponse(
    'CompleteMultipartUploadResult',
    {
      Location: `http://${host}${call.request.path}`,
      Bucket: bucket.name,
      Key: key,
      ETag: quoted(object.etag),
      ...checksumElements(object.checksum),
    },
    encryptionHeaders(object),
  );
}

/** The checksum headers of this request are those of the object, not of the document. */
function documentBody(call: S3Call) {
  const isOfObject = /^x-amz-checksum-/i;
  const headers = call.request.headers.filter(([name]) => !isOfObject.test(name));
  return incomingBody({ ...call.request, headers }, call.verified);
}

function checkWhole(call: S3Call, { algorithm, value, type }: Upload['parts'][number]['checksum']): void {
  const expected = call.header(checksumHeader(algorithm));
  if (expected === undefined || type === 'COMPOSITE' || expected === value) return;
  throw new S3Error('BadDigest', {}, `The ${algorithm} you specified did not match the calculated checksum.`);
}

function listedPart(element: XmlElement): ListedPart {
  const number = Number(childText(element, 'PartNumber') ?? Number.NaN);
  const etag = childText(element, 'ETag');
  if (!Number.isInteger(number) || etag === undefined) throw new S3Error('MalformedXML');
  const checksum = element.children.find(({ name }) => name.startsWith('Checksum') && name !== 'ChecksumType')?.text;
  return { number, etag: etag.trim(), ...(checksum !== undefined && { checksum }) };
}

export function abortMultipartUpload(call: S3Call): HttpResponse {
  const upload = uploadOf(call);
  call.authorize('s3:AbortMultipartUpload', call.address);
  call.bucket.abortUpload(upload.record.id);
  return emptyResponse(204);
}

const uploadOf = (call: S3Call): Upload => call.bucket.upload(call.query.get('uploadId') ?? '', call.key);

function partNumber({ query }: S3Call): number {
  const number = Number(query.get('partNumber') ?? Number.NaN);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  const message = 'Part number must be an integer between 1 and 10000, inclusive';
  throw new S3Error('InvalidArgument', { ArgumentName: 'partNumber' }, message);
}
