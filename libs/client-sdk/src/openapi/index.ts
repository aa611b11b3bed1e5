import createClient, { type Client } from 'openapi-fetch';
import type { JobsClient } from '../create-jobs-client.ts';
import type { paths } from '../generated/api.gen.ts';

/**
 * All operations of the contract, through [openapi-fetch](https://openapi-ts.dev/openapi-fetch/): requests are typed,
 * and the client signs and retries them. An error status does not reject.
 *
 * ```ts
 * const api = createOpenApiClient(jobs, { baseUrl });
 * const { data, error } = await api.GET('/jobs/{jobId}', { params: { path: { jobId } } });
 * ```
 *
 * @param options.baseUrl that of the client
 */
export function createOpenApiClient(
  { fetch }: Pick<JobsClient, 'fetch'>,
  { baseUrl }: { readonly baseUrl: string },
): Client<paths> {
  return createClient<paths>({ baseUrl, fetch });
}
