import {
  JobKeyReusedError,
  JobsApiError,
  JobsConfigurationError,
  JobsCredentialsError,
  JobsError,
  JobSubmissionAbortedError,
  JobTimeoutError,
} from '@jobs/client-sdk';
import { InterruptedError, UsageError } from './errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

export interface Explanation {
  readonly code: ExitCode;
  /** What happened, and what to do next. */
  readonly text: string;
}

/** Explains an error to the user; undefined for a bug in this program. */
export function explain(error: unknown): Explanation | undefined {
  if (error instanceof UsageError || error instanceof JobsConfigurationError || error instanceof JobKeyReusedError) {
    return { code: exitCodes.usage, text: `${error.message}\nSee: jobs-api --help` };
  }
  if (error instanceof InterruptedError) return { code: exitCodes.interrupted, text: error.message };
  if (error instanceof JobSubmissionAbortedError && error.cause instanceof InterruptedError) {
    return { code: exitCodes.interrupted, text: `${error.cause.message}${again(error)}` };
  }
  if (error instanceof JobTimeoutError) {
    return { code: exitCodes.notEnded, text: `${error.message} Keep waiting: jobs-api wait ${error.jobId}` };
  }
  if (error instanceof JobsApiError) return explainRejection(error);
  if (error instanceof JobsCredentialsError) {
    return { code: exitCodes.unavailable, text: `${error.message}${reasonOf(error.cause)}` };
  }
  if (error instanceof JobsError) {
    const text = `${error.message}\nIs the URL correct, and is the stack running?${again(error)}`;
    return { code: exitCodes.unavailable, text };
  }
  return undefined;
}

/** With its key, a job that was accepted anyway is not run twice. */
const again = ({ idempotencyKey, retryable }: Pick<JobsError, 'idempotencyKey' | 'retryable'>) =>
  idempotencyKey === undefined || !retryable
    ? ''
    : `\nThe job may have been accepted. To submit it again without running it twice: --key ${idempotencyKey}`;

function explainRejection(error: JobsApiError): Explanation {
  const { code, status, message, details, requestId } = error;
  if (code === 'JobAlreadyEnded') return { code: exitCodes.unavailable, text: message };
  if (code === 'JobNotFound') return { code: exitCodes.noSuchJob, text: message };
  const lines = [
    `The API rejected the request: ${message} (${status} ${code})`,
    ...(details === undefined ? [] : [details]),
    ...(code === 'AccessDeniedException' ? [`Assume the stack's role JobsApiInvokeRole: --role ARN`] : []),
    ...(requestId === undefined ? [] : [`Request id: ${requestId}`]),
  ];
  return { code: exitCodes.unavailable, text: `${lines.join('\n')}${again(error)}` };
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? `\n${cause.message}` : '');
