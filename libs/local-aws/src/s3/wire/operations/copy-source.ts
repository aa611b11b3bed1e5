import type { ObjectRecord } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import { type Address, decode } from '../address.ts';
import type { S3Call } from '../call.ts';
import { checkCopyConditions } from '../conditions.ts';
import { findReadable } from './find-readable.ts';

/** The object named by `x-amz-copy-source` (percent-encoded `bucket/key`), if the caller may read it. */
export function copySource(call: S3Call): { readonly object: ObjectRecord; readonly address: Address } {
  const [path = '', query] = (call.header('x-amz-copy-source') ?? '').split('?');
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decode(path)) ?? [];
  if (key === '') {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw new S3Error('InvalidArgument', { ArgumentName: 'x-amz-copy-source' }, message);
  }
  if (query !== undefined && query !== 'versionId=null') {
    throw new S3Error('InvalidArgument', { ArgumentName: 'versionId' }, 'Invalid version id specified');
  }
  const address = { bucket, key };
  const object = findReadable(call, address);
  checkCopyConditions(object, (name) => call.header(name));
  return { object, address };
}
