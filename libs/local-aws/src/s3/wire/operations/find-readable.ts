import type { ObjectRecord } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { Address } from '../address.ts';
import type { S3Call } from '../call.ts';

/**
 * An object for a reader.
 * @throws S3Error `NoSuchKey`, or `AccessDenied` to who may not know whether there is such a key
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
