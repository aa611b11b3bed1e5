/** An attribute value in DynamoDB's JSON, of the types that a job's item has. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly M: Readonly<Record<string, AttributeValue>> };

export type Item = Readonly<Record<string, AttributeValue>>;

/** The size of an item as DynamoDB counts it, in bytes (docs/facts/d.md#d9). */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 1;
  if ('BOOL' in value) return 1;
  return 3 + itemBytes(value.M) + Object.keys(value.M).length;
}

/** Write request units of an item: one per KB, rounded up. */
export function writeUnits(bytes: number): number {
  return Math.ceil(bytes / 1024);
}

/** Read request units of a consistent read: one per 4 KB, rounded up. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}
