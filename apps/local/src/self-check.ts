import { createJobsClient, JobFailedError } from '@jobs/client-sdk';
import { operations } from '@jobs/contract';
import { LocalRunError } from './errors.ts';
import type { LocalStack } from './local-stack.ts';
import type { Step } from './steps.ts';

/** A job that shows that the whole stack works. */
export interface SelfCheck {
  /** To be told of each step, because a job whose error handler fails, too, never reads `Failure`. */
  readonly observe: (step: Step) => void;
  /**
   * Runs the job as a client would, and gives its results.
   * @throws LocalRunError when it does not succeed
   */
  readonly run: (stack: LocalStack) => Promise<unknown>;
}

export function createSelfCheck(): SelfCheck {
  const lost = new AbortController();
  let lastFailure = '';
  return {
    observe: (step) => {
      if (step.type === 'invocation-failed') lastFailure = `${step.errorType}: ${step.errorMessage}`;
      if (step.type === 'event-archived') {
        lost.abort(
          new LocalRunError(`The first job failed, and the error handler failed to record it: ${lastFailure}`),
        );
      }
    },
    run: ({ iam, outputs, region }) => {
      const { credentials } = iam.assumeRole(iam.user, outputs.JobsApiInvokeRole ?? '', 'self-check', 3600);
      const client = createJobsClient({ baseUrl: outputs.JobsApiEndpoint ?? '', region, credentials });
      return client.submitAndWait(operations.submitJob.requestExample, { signal: lost.signal }).then(
        (job) => job.results,
        (cause: unknown) => {
          if (!(cause instanceof JobFailedError)) throw cause;
          const { type, message } = cause.job.error;
          throw new LocalRunError(`The first job failed: ${type}: ${message}`, { cause });
        },
      );
    },
  };
}
