import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectRecord, PartRecord, UploadRecord } from './records.ts';
import { FileWriter, readRecord } from './stored-file.ts';

const unfinished = '.new';
const broken = /\.broken-\d+$/;
const uploadFile = 'upload';

/** The contents of a bucket from an earlier run. */
export interface LoadedBucket {
  readonly objects: readonly ObjectRecord[];
  readonly uploads: readonly { readonly upload: UploadRecord; readonly parts: readonly PartRecord[] }[];
}

/**
 * The files of a bucket: a file for each object, named by a digest of its key, so that any key is safe, and a
 * folder for each multipart upload.
 */
export class BucketFiles {
  readonly #objects: string;
  readonly #uploads: string;
  readonly #temporary: string;

  constructor(folder: string) {
    this.#objects = join(folder, 'objects');
    this.#uploads = join(folder, 'uploads');
    this.#temporary = join(folder, 'unfinished');
  }

  /**
   * Reads all records, and removes what a killed run was writing.
   * @param reportProblem receives each broken file, which is kept under another name
   */
  load(reportProblem: (problem: string) => void): LoadedBucket {
    rmSync(this.#temporary, { recursive: true, force: true });
    for (const folder of [this.#objects, this.#uploads, this.#temporary]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    const read = (file: string) => readWhole(file, reportProblem);
    const objects = recordFiles(this.#objects).flatMap((name) => read(join(this.#objects, name)) ?? []);
    const uploads = readdirSync(this.#uploads).flatMap((id) => {
      const folder = join(this.#uploads, id);
      const names = recordFiles(folder);
      const upload = names.includes(uploadFile) ? read(join(folder, uploadFile)) : undefined;
      if (!upload) {
        rmSync(folder, { recursive: true, force: true });
        return [];
      }
      const parts = names.filter((name) => name !== uploadFile).flatMap((name) => read(join(folder, name)) ?? []);
      return [{ upload: upload as UploadRecord, parts: parts as PartRecord[] }];
    });
    return { objects: objects as ObjectRecord[], uploads };
  }

  /** Creates a file that is invisible until it is moved to its final location. */
  create(): Promise<FileWriter> {
    return FileWriter.create(join(this.#temporary, `${randomUUID()}${unfinished}`));
  }

  objectFile(key: string): string {
    return join(this.#objects, createHash('sha256').update(key).digest('hex'));
  }

  partFile(uploadId: string, number: number): string {
    return join(this.#uploads, uploadId, `part-${number}`);
  }

  removeObject(key: string): void {
    rmSync(this.objectFile(key), { force: true });
  }

  async createUpload(upload: UploadRecord): Promise<void> {
    const writer = await this.create();
    await writer.finish(upload);
    const folder = join(this.#uploads, upload.id);
    mkdirSync(folder, { mode: 0o700 });
    writer.moveTo(join(folder, uploadFile));
  }

  /** Removes the upload's record first, because the next start then removes the remaining parts. */
  removeUpload(uploadId: string): void {
    rmSync(join(this.#uploads, uploadId, uploadFile), { force: true });
    rmSync(join(this.#uploads, uploadId), { recursive: true, force: true });
  }
}

const recordFiles = (folder: string) => readdirSync(folder).filter((name) => !broken.test(name));

/** The record of a file; a broken file is renamed and counts as missing. */
function readWhole(file: string, reportProblem: (problem: string) => void): unknown {
  const found = readRecord(file);
  const size = (found?.record as { readonly size?: number } | undefined)?.size ?? 0;
  if (found?.size === size) return found.record;
  const aside = `${file}.broken-1`;
  renameSync(file, aside);
  reportProblem(`Stored data is damaged: ${file} is incomplete. It is kept as ${aside}, and its object is lost.`);
  return undefined;
}
