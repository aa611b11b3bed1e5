import { compareKeys } from './compare-keys.ts';
import type { SortedKeys } from './sorted-keys.ts';

export interface ListRequest {
  readonly prefix: string;
  /** Keys that contain it after the prefix are grouped into a common prefix. Empty: no grouping. */
  readonly delimiter: string;
  /** Lists only entries after this key, or after all keys below this common prefix. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface ListedKeys {
  /** Keys and common prefixes together, in order. */
  readonly entries: readonly { readonly name: string; readonly isPrefix: boolean }[];
  readonly isTruncated: boolean;
}

/** A page of a listing. */
export function listKeys(keys: SortedKeys, { prefix, delimiter, after, maxKeys }: ListRequest): ListedKeys {
  const entries: { name: string; isPrefix: boolean }[] = [];
  const afterPrefix = after !== '' && commonPrefix(after, prefix, delimiter) === after;
  const isBefore = (key: string) =>
    compareKeys(key, prefix) < 0 ||
    (after !== '' && (compareKeys(key, after) <= 0 || (afterPrefix && key.startsWith(after))));
  let index = keys.firstNot(isBefore);
  for (let key = keys.at(index); key?.startsWith(prefix); key = keys.at(index)) {
    if (entries.length >= maxKeys) return { entries, isTruncated: maxKeys > 0 };
    const common = commonPrefix(key, prefix, delimiter);
    entries.push({ name: common ?? key, isPrefix: common !== undefined });
    index =
      common === undefined
        ? index + 1
        : keys.firstNot((each) => compareKeys(each, common) < 0 || each.startsWith(common));
  }
  return { entries, isTruncated: false };
}

/** The beginning of a key up to the first delimiter after the prefix; undefined when it has none. */
function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
