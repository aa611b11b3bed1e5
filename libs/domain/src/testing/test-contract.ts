import type { JobResults } from '@jobs/contract';
import type { JobContext, RunJob } from '../run-job.ts';

/**
 * What jobs take and give in tests, where `libs/contract/test-contract.yaml` is in force. The compiler knows only
 * `openapi.yaml`, so these have its types.
 */
interface Parameters {
  readonly seconds: number;
}

interface Results {
  readonly message: string;
}

export function results(message: string): JobResults {
  const own: unknown = { message } satisfies Results;
  return own as JobResults;
}

export function testJob(runJob: (parameters: Parameters, context: JobContext) => Promise<Results>): RunJob {
  const own: unknown = runJob;
  return own as RunJob;
}
