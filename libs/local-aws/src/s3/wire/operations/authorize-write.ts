import type { S3Call } from '../call.ts';

/** Checks the caller's permissions for a write, with condition keys from its headers. */
export function authorizeWrite(call: S3Call): void {
  const conditional = ['x-amz-acl', 'x-amz-server-side-encryption', 'x-amz-storage-class', 'x-amz-copy-source'];
  const context = Object.fromEntries(
    conditional.flatMap((name) => {
      const value = call.header(name);
      return value === undefined ? [] : [[`s3:${name}`, value]];
    }),
  );
  call.authorize('s3:PutObject', call.address, context);
  if (call.header('x-amz-tagging') !== undefined) call.authorize('s3:PutObjectTagging', call.address, context);
}
