import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import type { CredentialsView, StackView } from '../protocol.ts';
import type { ConsoleApi } from './console-api.ts';

/** The public client, with a session of the role that may call the API. */
export function connectJobsClient(api: ConsoleApi, { apiUrl, region }: StackView): JobsClient {
  return createJobsClient({
    baseUrl: apiUrl,
    region,
    allowHttp: true,
    // A person is waiting, so fail fast.
    retry: { maxAttempts: 2, totalTimeoutMs: 10_000 },
    credentials: async () => toCredentials(await api.credentials()),
  });
}

const toCredentials = ({ expiration, ...keys }: CredentialsView) => ({ ...keys, expiration: new Date(expiration) });
