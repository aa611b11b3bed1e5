import type { ObjectRecord } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { Address } from '../address.ts';
import type { S3Call } from '../call.ts';

/**
 * Finds an object that the caller may read.
 * @throws S3Error `NoSuchKey`, or `AccessDenied` if the caller may not learn whether the key exists
 */
export function findReadable(call: S3Call, address: Address = call.address, action = 's3:GetObject'): ObjectRecord {
  const bucket = call.buckets.find(address.bucket);
  const object = bucket.get(address.key);
  if (object || call.mayList(address)) {
    call.authorize(action, address);
    return bucket.find(address.key);
  }
  call.authorize(action, address);
  call.authorize('s3:ListBucket', { bucket: address.bucket, key: '' });
  throw new S3Error('NoSuchKey', { Key: address.key });
}
