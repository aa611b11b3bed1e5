import type { Checksum, ChecksumAlgorithm, ChecksumType } from './checksums/checksum.ts';

/** What a client gives with an object, and gets back with it. */
export interface ObjectAttributes {
  /** Such as `content-type`, by lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** All of an object but its body. */
export interface ObjectRecord extends ObjectAttributes {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly checksum: Checksum;
  /** In bytes; absent when it wasn't uploaded in parts. */
  readonly partSizes?: readonly number[];
}

/** An upload in parts that has begun. */
export interface UploadRecord extends ObjectAttributes {
  readonly id: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly initiated: number;
  /** Absent when the client asked for none. */
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
