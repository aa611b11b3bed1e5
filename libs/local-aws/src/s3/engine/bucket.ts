import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Clock } from '../../kernel/index.ts';
import { BucketFiles } from './bucket-files.ts';
import { type ChecksumAlgorithm, defaultAlgorithm } from './checksums/checksum.ts';
import { type ListedKeys, listKeys, type ListRequest } from './list-keys.ts';
import type { ObjectAttributes, ObjectRecord, UploadRecord } from './records.ts';
import { S3Error } from './s3-error.ts';
import { SortedKeys } from './sorted-keys.ts';
import type { FileWriter } from './stored-file.ts';
import { Upload } from './upload.ts';
import { type IncomingBody, writeBody } from './write-body.ts';

export interface BucketOptions {
  readonly name: string;
  /** Holds the bucket's files. */
  readonly folder: string;
  readonly clock: Clock;
  readonly reportProblem: (problem: string) => void;
}

/** Called with the existing object right before another is stored; throws if it must not be replaced. */
export type MayReplace = (existing: ObjectRecord | undefined) => void;

/** The objects of a bucket: records in memory, bodies in files. */
export class Bucket {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly #files: BucketFiles;
  readonly #clock: Clock;
  readonly #objects = new Map<string, ObjectRecord>();
  readonly #keys = new SortedKeys();
  readonly #uploads = new Map<string, Upload>();

  constructor({ name, folder, clock, reportProblem }: BucketOptions) {
    this.name = name;
    this.#clock = clock;
    this.createdAt = clock.now();
    this.#files = new BucketFiles(folder);
    const { objects, uploads } = this.#files.load(reportProblem);
    for (const object of objects) this.#remember(object);
    for (const { upload, parts } of uploads) {
      this.#uploads.set(upload.id, new Upload(upload, { files: this.#files, clock, parts }));
    }
  }

  get(key: string): ObjectRecord | undefined {
    return this.#objects.get(key);
  }

  /** @throws S3Error `NoSuchKey` */
  find(key: string): ObjectRecord {
    const object = this.get(key);
    if (object) return object;
    throw new S3Error('NoSuchKey', { Key: key });
  }

  /** The bytes of an object or of an inclusive range. */
  async read({ key, size }: ObjectRecord, range = { start: 0, end: size - 1 }): Promise<Readable> {
    if (range.end < range.start) return Readable.from([]);
    const handle = await open(this.#files.objectFile(key), 'r');
    return handle.createReadStream(range);
  }

  async put(
    key: string,
    attributes: ObjectAttributes,
    body: IncomingBody,
    mayReplace: MayReplace,
    algorithm: ChecksumAlgorithm = defaultAlgorithm,
  ): Promise<ObjectRecord> {
    return this.#store(key, mayReplace, async (writer) => {
      const { size, md5, checksum } = await writeBody(body, writer, algorithm);
      return { key, size, etag: md5, lastModified: this.#clock.now(), checksum, ...attributes };
    });
  }

  /** Replaces the tags of an object. */
  async setTags(key: string, tags: ObjectRecord['tags']): Promise<void> {
    const object = this.find(key);
    await this.#store(
      key,
      () => undefined,
      async (writer) => {
        for await (const chunk of await this.read(object)) await writer.write(chunk as Buffer);
        return { ...object, tags };
      },
    );
  }

  delete(key: string): void {
    if (!this.#objects.delete(key)) return;
    this.#keys.delete(key);
    this.#files.removeObject(key);
  }

  list(request: ListRequest): ListedKeys {
    return listKeys(this.#keys, request);
  }

  async createUpload(upload: Omit<UploadRecord, 'id' | 'initiated'>): Promise<Upload> {
    const record = { ...upload, id: randomUUID().replaceAll('-', ''), initiated: this.#clock.now() };
    await this.#files.createUpload(record);
    const created = new Upload(record, { files: this.#files, clock: this.#clock, parts: [] });
    this.#uploads.set(record.id, created);
    return created;
  }

  /** @throws S3Error `NoSuchUpload` */
  upload(id: string, key: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.record.key === key) return upload;
    throw new S3Error('NoSuchUpload', { UploadId: id });
  }

  get uploads(): readonly Upload[] {
    return [...this.#uploads.values()];
  }

  abortUpload(id: string): void {
    this.#uploads.delete(id);
    this.#files.removeUpload(id);
  }

  /** Creates an object from an upload's parts. */
  async completeUpload(
    upload: Upload,
    write: (writer: FileWriter) => Promise<ObjectRecord>,
    mayReplace: MayReplace,
  ): Promise<ObjectRecord> {
    const object = await this.#store(upload.record.key, mayReplace, write);
    this.abortUpload(upload.record.id);
    return object;
  }

  /** Writes a new file next to the existing one, and then replaces it atomically. */
  async #store(
    key: string,
    mayReplace: MayReplace,
    write: (writer: FileWriter) => Promise<ObjectRecord>,
  ): Promise<ObjectRecord> {
    mayReplace(this.get(key));
    const writer = await this.#files.create();
    try {
      const object = await write(writer);
      await writer.finish(object);
      mayReplace(this.get(key));
      writer.moveTo(this.#files.objectFile(key));
      this.#remember(object);
      return object;
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  #remember(object: ObjectRecord): void {
    this.#objects.set(object.key, object);
    this.#keys.add(object.key);
  }
}
