import type { LogDamage } from './damage.ts';
import type { FileSystem } from './file-system.ts';
import type { Manifest } from './manifest.ts';
import { readRecords } from './read-records.ts';

export interface LoadOptions {
  /** The log's name in the manifest. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly files: FileSystem;
  /** Called with each record except the heading. */
  readonly apply: (json: string) => void;
}

/** What a file of records contains. */
export interface LoadedRecords {
  /** Its length up to the end of its last whole record. */
  readonly bytes: number;
  /** The highest sequence number used so far. */
  readonly last: number;
  /** Number of records, including the heading. */
  readonly count: number;
  /** Undefined when everything that was acknowledged is there. */
  readonly damage: LogDamage | undefined;
}

/**
 * Reads the records of a file, and compares them with the manifest.
 * @param isNew the file did not exist
 * @param heading the first record of each file
 */
export function loadRecords(descriptor: number, isNew: boolean, heading: string, options: LoadOptions): LoadedRecords {
  const { name, manifest, files, apply } = options;
  const acknowledged = manifest.get(name);
  let [bytes, last, count, missing, lostBeginning] = [0, 0, 0, 0, false];
  for (const piece of readRecords(files, descriptor)) {
    if (piece.kind === 'gap') missing += piece.missing;
    if (piece.kind !== 'record') continue;
    const { record, end } = piece;
    if (count === 0) lostBeginning = record.json !== heading;
    if (record.json !== heading) apply(record.json);
    count += 1;
    last = record.sequence;
    bytes = end;
  }
  // A failed start may have left a file that was never written to.
  const wasBegun = manifest.found === 'whole' ? acknowledged !== undefined : files.fstatSync(descriptor).size > 0;
  const isMissing = isNew && acknowledged !== undefined;
  const isUnreadable = count === 0 && wasBegun && !isMissing;
  if (count > 0) missing += Math.max(0, (acknowledged?.last ?? 0) - last);
  const isDamaged = isMissing || isUnreadable || lostBeginning || missing > 0;
  return {
    bytes,
    count,
    last: Math.max(last, acknowledged?.last ?? 0),
    damage: isDamaged ? { isMissing, isUnreadable, lostBeginning, missing } : undefined,
  };
}
