import type { Context } from 'aws-lambda';
import {
  describeThrown,
  jobTypeOf,
  recordableJobId,
  recordFailure,
  type RecordOutcome,
  reportableError,
} from '@jobs/domain';
import { createDependencies } from './dependencies.ts';
import { originalEvent } from './original-event.ts';

const dependencies = createDependencies(process.env);
const { log } = dependencies;

/** Stores a job's failure. An error that it throws goes to the bus of failed jobs, whose archive can be replayed. */
export const handler = async (received: unknown, context: Context): Promise<RecordOutcome> => {
  const event = originalEvent(received);
  log.resetKeys();
  log.addContext(context);
  log.appendKeys(jobKeys(event));
  try {
    return await recordFailure(event, dependencies);
  } catch (thrown) {
    const error = reportableError(describeThrown(thrown));
    log.error('Could not record the failure', { error });
    throw error;
  }
};

/** The log keys that can be read from the event. */
function jobKeys(event: unknown): { jobId?: string; jobType?: string; submittedBy?: string } {
  if (typeof event !== 'object' || event === null || !('requestPayload' in event)) return {};
  const jobId = recordableJobId(event.requestPayload);
  const { parameters, submittedBy } = (event.requestPayload ?? {}) as { parameters?: unknown; submittedBy?: unknown };
  const jobType = jobTypeOf(parameters);
  return {
    ...(jobId !== undefined && { jobId }),
    ...(jobType !== undefined && { jobType }),
    ...(typeof submittedBy === 'string' && { submittedBy }),
  };
}
