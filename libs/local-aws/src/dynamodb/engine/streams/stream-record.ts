import { randomBytes } from 'node:crypto';
import type { Item } from '../dynalite.ts';
import { itemBytes } from '../item-bytes.ts';
import { isSameItem } from '../same-item.ts';

/** Which images of an item its records have. */
export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** A change to an item, as readers of the stream receive it (docs/facts/j.md#j3). */
export interface StreamRecord extends StoredRecord {
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
}

/** The parts of a record that are stored; the rest is the same for all records of a stream. */
export interface StoredRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    /** Digits, ascending within the stream. */
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  /** Present if the item expired (docs/facts/d.md#d15). */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
}

/** A write of one item. */
export interface ItemChange {
  /** Absent if the item is new. */
  readonly before: Item | undefined;
  /** Absent when the item is deleted. */
  readonly after: Item | undefined;
  /** Whether the item is deleted because it has expired. */
  readonly isExpiry: boolean;
}

export interface RecordContext {
  readonly keys: readonly string[];
  readonly viewType: StreamViewType;
  readonly sequenceNumber: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Whether a write gets a record; one that changes nothing gets none (docs/facts/j.md#j4). */
export const isRecorded = ({ before, after }: ItemChange): boolean =>
  before && after ? !isSameItem(before, after) : before !== after;

export function makeRecord(change: ItemChange, { keys, viewType, sequenceNumber, now }: RecordContext): StoredRecord {
  const { before, after, isExpiry } = change;
  const item = after ?? before ?? {};
  const keyAttributes = Object.fromEntries(keys.map((name) => [name, item[name] ?? {}]));
  const newImage = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? after : undefined;
  const oldImage = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  const bytes = [keyAttributes, newImage, oldImage].reduce((sum, each) => sum + (each ? itemBytes(each) : 0), 0);
  return {
    eventID: randomBytes(16).toString('hex'),
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: keyAttributes,
      ...(newImage && { NewImage: newImage }),
      ...(oldImage && { OldImage: oldImage }),
      SequenceNumber: sequenceNumber,
      SizeBytes: bytes,
      StreamViewType: viewType,
    },
    ...(isExpiry && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}
