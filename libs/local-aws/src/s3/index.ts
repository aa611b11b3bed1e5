import type { Clock, RequestHead } from '../kernel/index.ts';
import type { BucketDefinition } from './engine/bucket-definition.ts';
import type { S3Ports } from './wire/ports.ts';
import type { S3Service } from './wire/service.ts';

export type { BucketDefinition, BucketPolicyDefinition } from './engine/bucket-definition.ts';
export { bucketDefinitions, bucketPolicyDefinitions } from './template/bucket-definitions.ts';
export { s3ResourceTypes } from './template/resource-types.ts';
export type { S3Ports } from './wire/ports.ts';
export type { S3Service } from './wire/service.ts';

export interface S3Options {
  /** Holds a folder for each bucket. */
  readonly folder: string;
  readonly clock: Clock;
  readonly reportProblem: (problem: string) => void;
}

/** The buckets of a stack and their service. */
export interface S3 {
  /** Whether a request that isn't signed for S3 names one of the buckets. */
  namesBucket(request: RequestHead): boolean;
  createService(ports: S3Ports): S3Service;
}

/** Opens the buckets. The code is loaded here, so that a stack without buckets never loads it. */
export async function openS3(definitions: readonly BucketDefinition[], options: S3Options): Promise<S3> {
  const [{ Buckets }, { createS3Service, namesBucket }] = await Promise.all([
    import('./engine/buckets.ts'),
    import('./wire/service.ts'),
  ]);
  const buckets = new Buckets(definitions, options);
  return {
    namesBucket: (request) => namesBucket(request, buckets),
    createService: (ports) => createS3Service(buckets, ports),
  };
}
