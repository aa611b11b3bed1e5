/** The owner of a job, which determines its list and the prefix of its key in the store. */
export interface JobOwnership {
  /** Empty, or the unique id of the caller and `/`, for a stage in which callers are isolated. */
  readonly keyPrefix?: string | undefined;
}

/** The list of all jobs, for a stage in which callers are not isolated. */
export const sharedList = 'all';

/** The key of a job in the store. */
export function jobKey({ keyPrefix = '', id }: JobOwnership & { readonly id: string }): string {
  return keyPrefix + id;
}

/** The list that a job is in: the key of the index by time. */
export function listKeyOf({ keyPrefix = '' }: JobOwnership): string {
  return keyPrefix === '' ? sharedList : keyPrefix.slice(0, -1);
}

/** The list of the jobs with one status: the key of the index by status. */
export function statusKeyOf(job: JobOwnership & { readonly status: string }): string {
  return `${listKeyOf(job)}#${job.status}`;
}
