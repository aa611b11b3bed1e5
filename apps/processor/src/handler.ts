import { parseSubmission, processJob, type ProcessOutcome, recordableJobId } from '@jobs/domain';
import type { Context } from 'aws-lambda';
import { abortBefore } from './abort-before.ts';
import { createDependencies } from './dependencies.ts';

const dependencies = createDependencies(process.env);
const { log } = dependencies;

/** Works on a job. An error that it throws goes to the error handler, in Lambda's failure record. */
export const handler = async (event: unknown, context: Context): Promise<ProcessOutcome> => {
  log.resetKeys();
  log.addContext(context);
  log.appendKeys({ jobId: recordableJobId(event) });
  const remainingTimeMs = context.getRemainingTimeInMillis();
  const deadline = abortBefore(remainingTimeMs);
  try {
    const submission = parseSubmission(event);
    const delivery = { requestId: context.awsRequestId, remainingTimeMs, signal: deadline.signal };
    return await processJob(submission, delivery, dependencies);
  } catch (error) {
    log.error('The attempt failed', { error });
    throw error;
  } finally {
    deadline.cancel();
  }
};
