/** Names a job, and is its key in the store. */
export type JobId = string & { readonly [brand]: 'JobId' };

declare const brand: unique symbol;

/** The longest text that DynamoDB takes as a partition key, in bytes of UTF-8. */
const maxKeyBytes = 2048;

/** The id that something claims to have, if a failure can be recorded under it. It need not have the contract's form. */
export function recordableJobId(payload: unknown): JobId | undefined {
  if (typeof payload !== 'object' || payload === null || !('id' in payload)) return undefined;
  const { id } = payload;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > maxKeyBytes) return undefined;
  return id as JobId;
}
