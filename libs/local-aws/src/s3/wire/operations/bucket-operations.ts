import type { HttpResponse } from '../../../kernel/index.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { emptyResponse, ownerOf, xmlResponse, xmlTime } from '../responses.ts';

export function listBuckets(call: S3Call): HttpResponse {
  call.authorize('s3:ListAllMyBuckets', { bucket: '', key: '' });
  const prefix = call.query.get('prefix') ?? '';
  const found = call.buckets.all.filter(({ name }) => name.startsWith(prefix));
  return xmlResponse('ListAllMyBucketsResult', {
    Owner: ownerOf(call),
    Buckets: {
      Bucket: found.map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: xmlTime(createdAt),
        BucketRegion: call.ports.region,
      })),
    },
  });
}

export function headBucket(call: S3Call): HttpResponse {
  const { bucket, ports } = call;
  call.authorize('s3:ListBucket', { bucket: bucket.name, key: '' });
  return emptyResponse(200, { 'x-amz-bucket-region': ports.region, 'x-amz-access-point-alias': 'false' });
}

/** The location of us-east-1 is empty. */
export function getBucketLocation(call: S3Call): HttpResponse {
  const { bucket, ports } = call;
  call.authorize('s3:GetBucketLocation', { bucket: bucket.name, key: '' });
  return xmlResponse('LocationConstraint', ports.region === 'us-east-1' ? '' : ports.region);
}

/** Buckets only come from the template. */
export function createBucket(call: S3Call): HttpResponse {
  const { address, buckets } = call;
  call.authorize('s3:CreateBucket', { bucket: address.bucket, key: '' });
  if (buckets.has(address.bucket)) throw new S3Error('BucketAlreadyOwnedByYou', { BucketName: address.bucket });
  const message = `The local run only has the template's buckets. Add ${address.bucket} to the stack.`;
  throw new S3Error('NotImplemented', { BucketName: address.bucket }, message);
}
