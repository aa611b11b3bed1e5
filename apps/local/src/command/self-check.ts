import { createJobsClient, JobFailedError, type JobParameters } from '@jobs/client-sdk';
import { exampleParameters } from '@jobs/contract';
import { LocalRunError, type StackEvent } from '@jobs/local-aws/kernel';
import { jobIdIn } from '../events/job-ids.ts';
import { callerSession } from '../stack/caller-session.ts';
import type { LocalStack } from '../stack/local-stack.ts';

/** A job that checks that the whole stack works. */
export interface SelfCheck {
  /**
   * Called for each event: a job whose error handler also fails never reaches `Failure`, so polling alone would not
   * end.
   */
  readonly observe: (step: StackEvent) => void;
  /**
   * Runs the job as a client would. @returns its results
   * @throws LocalRunError when it does not succeed
   */
  readonly run: (stack: LocalStack, options: SelfCheckOptions) => Promise<unknown>;
}

export interface SelfCheckOptions {
  /** Maximum time to wait for the results. @default the client's default */
  readonly timeoutMs?: number;
  /** Aborts the wait. */
  readonly signal: AbortSignal;
}

export function createSelfCheck(): SelfCheck {
  const lost = new AbortController();
  const archived = new Set<string | undefined>();
  let jobId: string | undefined;
  let lastFailure = '';
  let isOver = false;
  const checkLost = () => {
    if (jobId === undefined || !archived.has(jobId)) return;
    lost.abort(new LocalRunError(`The first job failed, and the error handler failed to record it: ${lastFailure}`));
  };
  return {
    observe: (step) => {
      if (isOver) return;
      if (step.type === 'invocation-failed') lastFailure = `${step.errorType}: ${step.errorMessage}`;
      if (step.type !== 'event-archived') return;
      archived.add(jobIdIn(step.detail));
      checkLost();
    },
    run: async ({ iam, outputs, region }, { timeoutMs, signal: stopped }) => {
      const credentials = callerSession({ iam, outputs }, 'self-check');
      const client = createJobsClient({ baseUrl: outputs.JobsApiEndpoint ?? '', region, credentials });
      const signal = AbortSignal.any([lost.signal, stopped]);
      try {
        const job = await client.submit(exampleParameters as JobParameters, { signal });
        jobId = job.id;
        checkLost();
        return (await job.wait({ signal, timeoutMs })).results;
      } catch (cause) {
        throw explain(cause);
      } finally {
        isOver = true;
        archived.clear();
      }
    },
  };
}

function explain(cause: unknown): LocalRunError {
  if (cause instanceof LocalRunError) return cause;
  if (cause instanceof JobFailedError) {
    const { type, message } = cause.job.error;
    return new LocalRunError(`The first job failed: ${type}: ${message}`, { cause });
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return new LocalRunError(`The first job did not finish: ${message}`, { cause });
}
