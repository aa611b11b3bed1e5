import { createJobsClient, JobFailedError } from '@jobs/client-sdk';
import { operations } from '@jobs/contract';
import { LocalRunError } from './errors.ts';
import type { LocalStack } from './local-stack.ts';

/**
 * Runs one job through the whole stack, as a client would, and gives its results.
 * @throws LocalRunError when it does not succeed
 */
export async function runFirstJob({ iam, outputs, region }: LocalStack): Promise<unknown> {
  const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'self-check', 3600);
  const client = createJobsClient({ baseUrl: outputs.JobsApiEndpoint ?? '', region, credentials });
  try {
    const job = await client.submitAndWait(operations.submitJob.requestExample);
    return job.results;
  } catch (cause) {
    if (!(cause instanceof JobFailedError)) throw cause;
    throw new LocalRunError(`The first job failed: ${cause.job.error.type}: ${cause.job.error.message}`, { cause });
  }
}
