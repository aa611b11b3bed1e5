import type { Context } from 'aws-lambda';
import {
  describeThrown,
  isOwnError,
  jobTypeOf,
  parseSubmission,
  processJob,
  type ProcessOutcome,
  recordableJobId,
  reportableError,
} from '@jobs/domain';
import { deadlineSignal } from './deadline-signal.ts';
import type { ProcessorDependencies } from './dependencies.ts';

type Handler = (event: unknown, context: Context) => Promise<ProcessOutcome>;

/** Runs a job. An error that it throws goes to the error handler, in Lambda's failure record. */
export function createHandler(dependencies: ProcessorDependencies): Handler {
  const { log } = dependencies;
  return async (event, context) => {
    log.resetKeys();
    log.addContext(context);
    log.appendKeys({ jobId: recordableJobId(event) });
    const remainingTimeMs = context.getRemainingTimeInMillis();
    const deadline = deadlineSignal(remainingTimeMs);
    try {
      const submission = parseSubmission(event);
      const { submittedBy } = submission;
      const jobType = jobTypeOf(submission.parameters);
      log.appendKeys({ ...(jobType !== undefined && { jobType }), ...(submittedBy !== undefined && { submittedBy }) });
      const delivery = { requestId: context.awsRequestId, remainingTimeMs, signal: deadline.signal };
      return await processJob(submission, delivery, dependencies);
    } catch (thrown) {
      const error = reportableError(describeThrown(thrown));
      // The author of a job's code chose the text of its own errors.
      log.error('The attempt failed', { error, ...(isOwnError(thrown) && { thrownBy: 'job' }) });
      throw error;
    } finally {
      deadline.cancel();
    }
  };
}
