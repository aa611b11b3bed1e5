import { randomHex } from '../../kernel/index.ts';
import type { EnvironmentPool } from './environment-pool.ts';
import { type FunctionDefinition, qualifierNamedBy } from './function-definition.ts';
import { describeFailure, exited, failure, type Outcome, timedOut } from './outcome.ts';
import type { FunctionFault, LambdaPorts } from './ports.ts';

/** One execution of a function, the first or a retry, for an event or for a synchronous caller. */
export interface Attempt {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  readonly invokedFunctionArn: string;
  /** Counted from 1. */
  readonly attempt: number;
}

export interface EndedAttempt {
  readonly outcome: Outcome;
  readonly durationMs: number;
}

/**
 * Runs an attempt in an environment, or ends it with an injected fault, and reports its start.
 * @param end called once, asynchronously
 */
export function runAttempt(
  definition: FunctionDefinition,
  attempt: Attempt,
  fault: FunctionFault | undefined,
  pool: EnvironmentPool,
  { clock, report }: Pick<LambdaPorts, 'clock' | 'report'>,
  end: (ended: EndedAttempt) => void,
): void {
  const { requestId, payload, invokedFunctionArn } = attempt;
  let startedAt = clock.now();
  const start = (coldStart: boolean) => {
    startedAt = clock.now();
    const { name: functionName } = definition;
    report({ type: 'invocation-started', functionName, requestId, attempt: attempt.attempt, coldStart });
  };
  const finish = (outcome: Outcome) => {
    end({ outcome, durationMs: clock.now() - startedAt });
  };
  if (fault) {
    start(false);
    queueMicrotask(() => {
      finish(faultOutcome(fault, requestId, definition.timeoutMs));
    });
    return;
  }
  const invocation = { requestId, payload, invokedFunctionArn, traceId: traceId(startedAt) };
  const { version } = qualifierNamedBy(definition, invokedFunctionArn);
  pool.run(definition.logicalId, version, { invocation, start, end: finish });
}

/** Reports how an attempt ended. */
export function reportEnd(
  functionName: string,
  attempt: Attempt,
  { outcome, durationMs }: EndedAttempt,
  report: LambdaPorts['report'],
  retryInMs?: number,
): void {
  const step = { functionName, requestId: attempt.requestId, attempt: attempt.attempt, durationMs };
  if (!outcome.functionError) {
    report({ type: 'invocation-succeeded', ...step });
    return;
  }
  const retry = retryInMs === undefined ? {} : { retryInMs };
  report({ type: 'invocation-failed', ...step, ...describeFailure(outcome), ...retry });
}

function faultOutcome(fault: FunctionFault, requestId: string, timeoutMs: number): Outcome {
  switch (fault.kind) {
    case 'throw':
      return failure({ errorType: fault.errorType, errorMessage: fault.message, trace: [] });
    case 'timeout':
      return timedOut(requestId, timeoutMs);
    case 'exit':
      return exited(requestId, 1);
  }
}

/** `_X_AMZN_TRACE_ID`, new for each attempt (docs/facts/f.md#f4). */
function traceId(now: number): string {
  const root = Math.floor(now / 1000).toString(16);
  return `Root=1-${root}-${randomHex(24)};Parent=${randomHex(16)};Sampled=0`;
}
