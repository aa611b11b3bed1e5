import type { HttpResponse } from '../../../kernel/index.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { incomingBody, wholeText } from '../incoming-body.ts';
import { emptyResponse, xmlResponse } from '../responses.ts';
import { checkTags } from '../tags.ts';
import { childText, parseXml } from '../xml.ts';
import { findReadable } from './find-readable.ts';

export function getObjectTagging(call: S3Call): HttpResponse {
  const { tags } = findReadable(call, call.address, 's3:GetObjectTagging');
  return xmlResponse('Tagging', { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } });
}

export async function putObjectTagging(call: S3Call): Promise<HttpResponse> {
  findReadable(call, call.address, 's3:PutObjectTagging');
  const document = parseXml(await wholeText(incomingBody(call.request, call.verified)));
  const set = document.children.find(({ name }) => name === 'TagSet');
  if (document.name !== 'Tagging' || !set) throw new S3Error('MalformedXML');
  const tags = set.children.map((tag) => {
    const [key, value] = [childText(tag, 'Key'), childText(tag, 'Value')];
    if (tag.name !== 'Tag' || key === undefined || value === undefined) throw new S3Error('MalformedXML');
    return [key, value] as const;
  });
  await call.bucket.setTags(call.key, checkTags(tags));
  return emptyResponse(200);
}

export async function deleteObjectTagging(call: S3Call): Promise<HttpResponse> {
  findReadable(call, call.address, 's3:DeleteObjectTagging');
  await call.bucket.setTags(call.key, {});
  return emptyResponse(204);
}
