import { S3Error } from '../engine/s3-error.ts';

const maxTags = 10;

/**
 * Tags as a record: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 * @throws S3Error `InvalidTag`
 */
export function checkTags(tags: readonly (readonly [key: string, value: string])[]): Record<string, string> {
  if (tags.length > maxTags) throw new S3Error('InvalidTag', {}, 'Object tags cannot be greater than 10');
  const names = new Set(tags.map(([key]) => key));
  if (names.size < tags.length) {
    throw new S3Error('InvalidTag', {}, 'Cannot provide multiple Tags with the same key');
  }
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > 128)
      throw new S3Error('InvalidTag', {}, 'The TagKey you have provided is invalid');
    if (value.length > 256) throw new S3Error('InvalidTag');
  }
  return Object.fromEntries(tags);
}
