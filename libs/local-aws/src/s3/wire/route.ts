import { S3Error } from '../engine/s3-error.ts';
import type { S3Call } from './call.ts';
import { createBucket, getBucketLocation, headBucket, listBuckets } from './operations/bucket-operations.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject, deleteObjects } from './operations/delete-objects.ts';
import { getObject } from './operations/get-object.ts';
import { listObjects, listObjectsV2 } from './operations/list-objects.ts';
import { listMultipartUploads, listParts } from './operations/list-uploads.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from './operations/multipart.ts';
import type { Operation } from './operations/operation.ts';
import { putObject } from './operations/put-object.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/tagging.ts';

interface Route {
  readonly name: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly on: 'service' | 'bucket' | 'object';
  /** Query parameters that distinguish this operation from others. */
  readonly query?: readonly string[];
  readonly copies?: boolean;
  readonly run: Operation;
}

/** Ordered so that routes with more parameters come first. */
const routes: readonly Route[] = [
  { name: 'ListBuckets', method: 'GET', on: 'service', run: listBuckets },

  { name: 'GetBucketLocation', method: 'GET', on: 'bucket', query: ['location'], run: getBucketLocation },
  { name: 'ListMultipartUploads', method: 'GET', on: 'bucket', query: ['uploads'], run: listMultipartUploads },
  { name: 'ListObjectsV2', method: 'GET', on: 'bucket', query: ['list-type'], run: listObjectsV2 },
  { name: 'ListObjects', method: 'GET', on: 'bucket', run: listObjects },
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucket },
  { name: 'DeleteObjects', method: 'POST', on: 'bucket', query: ['delete'], run: deleteObjects },
  { name: 'CreateBucket', method: 'PUT', on: 'bucket', run: createBucket },

  { name: 'ListParts', method: 'GET', on: 'object', query: ['uploadId'], run: listParts },
  { name: 'GetObjectTagging', method: 'GET', on: 'object', query: ['tagging'], run: getObjectTagging },
  { name: 'GetObject', method: 'GET', on: 'object', run: getObject },
  { name: 'HeadObject', method: 'HEAD', on: 'object', run: getObject },
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    on: 'object',
    query: ['partNumber', 'uploadId'],
    copies: true,
    run: uploadPartCopy,
  },
  { name: 'UploadPart', method: 'PUT', on: 'object', query: ['partNumber', 'uploadId'], run: uploadPart },
  { name: 'PutObjectTagging', method: 'PUT', on: 'object', query: ['tagging'], run: putObjectTagging },
  { name: 'CopyObject', method: 'PUT', on: 'object', copies: true, run: copyObject },
  { name: 'PutObject', method: 'PUT', on: 'object', run: putObject },
  { name: 'CreateMultipartUpload', method: 'POST', on: 'object', query: ['uploads'], run: createMultipartUpload },
  { name: 'CompleteMultipartUpload', method: 'POST', on: 'object', query: ['uploadId'], run: completeMultipartUpload },
  { name: 'AbortMultipartUpload', method: 'DELETE', on: 'object', query: ['uploadId'], run: abortMultipartUpload },
  { name: 'DeleteObjectTagging', method: 'DELETE', on: 'object', query: ['tagging'], run: deleteObjectTagging },
  { name: 'DeleteObject', method: 'DELETE', on: 'object', run: deleteObject },
];

export const operationNames: readonly string[] = routes.map(({ name }) => name);

/** Query parameters of unsupported operations. */
const otherSubresources = [
  ...['accelerate', 'acl', 'analytics', 'attributes', 'cors', 'encryption', 'intelligent-tiering', 'inventory'],
  ...['legal-hold', 'lifecycle', 'logging', 'metrics', 'notification', 'object-lock', 'ownershipControls', 'policy'],
  ...['policyStatus', 'publicAccessBlock', 'replication', 'requestPayment', 'restore', 'retention', 'select'],
  ...['session', 'tagging', 'torrent', 'versioning', 'versions', 'website'],
];

/**
 * The operation of a request, by its method, address and query.
 * @throws S3Error `NotImplemented` for an unsupported operation, `MethodNotAllowed` for an unknown one
 */
export function routeOf(call: S3Call): Operation {
  const { request, address, query } = call;
  const on = address.bucket === '' ? 'service' : address.key === '' ? 'bucket' : 'object';
  const copies = call.header('x-amz-copy-source') !== undefined;
  const fitting = routes.filter((route) => route.method === request.method && route.on === on);
  const known = fitting.find(
    (route) => (route.query ?? []).every((name) => query.has(name)) && (!route.copies || copies),
  );
  const other = otherSubresources.find((name) => query.has(name) && !known?.query?.includes(name));
  if (other !== undefined) throw notImplemented(`${request.method} ?${other}`);
  const version = query.get('versionId');
  if (version !== null && version !== 'null') {
    const message = 'Invalid version id specified: the local run only keeps the latest version.';
    throw new S3Error('InvalidArgument', { ArgumentName: 'versionId', ArgumentValue: version }, message);
  }
  if (known) return known.run;
  if (request.method === 'POST' && on === 'bucket') throw notImplemented('a form POST');
  throw new S3Error('MethodNotAllowed', { Method: request.method });
}

const notImplemented = (what: string) =>
  new S3Error(
    'NotImplemented',
    {},
    `The local run does not support this S3 operation: ${what}. Supported: ${operationNames.join(', ')}.`,
  );
