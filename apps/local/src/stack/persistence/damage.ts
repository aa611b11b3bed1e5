import { constants } from 'node:fs';
import { codeOf, type FileSystem } from './file-system.ts';

/** Damage to a log. */
export interface LogDamage {
  /** The file does not exist. */
  readonly isMissing: boolean;
  /** The file has no valid record. */
  readonly isUnreadable: boolean;
  readonly lostBeginning: boolean;
  /** Records that were acknowledged and are now broken or missing. */
  readonly missing: number;
}

/** The name of the entries in messages, singular and plural: `['event', 'events']`. */
export type EntryName = readonly [one: string, more: string];

export const countOf = (count: number, [one, more]: EntryName): string => `${count} ${count === 1 ? one : more}`;

export interface DamageReport {
  readonly file: string;
  readonly entries: EntryName;
  readonly damage: LogDamage;
  /** Number of entries before the damage; undefined if unknown. */
  readonly before: number | undefined;
  /** Number of entries that remain. */
  readonly left: number;
  /** The new name of the damaged file. */
  readonly aside: string | undefined;
}

/** Describes in one line what is damaged, where, and how many entries remain. */
export function describeDamage({ file, entries, damage, before, left, aside }: DamageReport): string {
  const { isMissing, isUnreadable, lostBeginning, missing } = damage;
  const count = `It ${before === undefined ? '' : `held ${countOf(before, entries)} and `}now holds ${countOf(left, entries)}.`;
  if (isMissing) return `Stored data is missing: ${file} does not exist. ${count}`;
  const records = `${countOf(missing, ['record is', 'records are'])} broken or missing`;
  const beginning = missing === 0 ? 'its beginning is broken' : `its beginning is broken, and ${records}`;
  const what = isUnreadable ? 'nothing in it can be read' : lostBeginning ? beginning : records;
  return `Stored data is damaged: ${file}: ${what}. ${count} The damaged file is kept as ${aside ?? ''}.`;
}

/**
 * Links a file under a second name, so that it survives being replaced.
 * @returns that name
 */
export function quarantine(file: string, files: FileSystem): string {
  for (let number = 1; ; number += 1) {
    const aside = `${file}.broken-${number}`;
    try {
      files.linkSync(file, aside);
      return aside;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      // The file system has no hard links.
      files.copyFileSync(file, aside, constants.COPYFILE_EXCL);
      return aside;
    }
  }
}
