import type { Checksum, ChecksumAlgorithm, ChecksumType } from './checksums/checksum.ts';

/** The attributes that a client stores with an object and receives with it. */
export interface ObjectAttributes {
  /** Such as `content-type`, by lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything about an object except its body. */
export interface ObjectRecord extends ObjectAttributes {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly checksum: Checksum;
  /** In bytes; absent unless it was a multipart upload. */
  readonly partSizes?: readonly number[];
}

/** A multipart upload in progress. */
export interface UploadRecord extends ObjectAttributes {
  readonly id: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly initiated: number;
  /** Absent if the client requested none. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType };
}

export interface PartRecord {
  readonly number: number;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly checksum: Checksum;
}
