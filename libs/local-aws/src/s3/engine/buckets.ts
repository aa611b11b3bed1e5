import { join } from 'node:path';
import type { Clock } from '../../kernel/index.ts';
import { Bucket } from './bucket.ts';
import type { BucketDefinition } from './bucket-definition.ts';
import { S3Error } from './s3-error.ts';

export interface BucketsOptions {
  /** Holds a folder for each bucket. */
  readonly folder: string;
  readonly clock: Clock;
  readonly reportProblem: (problem: string) => void;
}

/** The buckets of a stack with their objects, which survive a reload of the stack. */
export class Buckets {
  readonly #buckets: ReadonlyMap<string, Bucket>;

  constructor(definitions: readonly BucketDefinition[], { folder, clock, reportProblem }: BucketsOptions) {
    this.#buckets = new Map(
      definitions.map(({ name }) => [name, new Bucket({ name, folder: join(folder, name), clock, reportProblem })]),
    );
  }

  get all(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** @throws S3Error `NoSuchBucket` */
  find(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket) return bucket;
    throw new S3Error('NoSuchBucket', { BucketName: name });
  }
}
