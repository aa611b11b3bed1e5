import type { StackEvent } from '@jobs/local-aws/kernel';
import { JobIds } from '../../events/job-ids.ts';
import type { FunctionLabels } from '../../stack/label-functions.ts';

/** Each step as an object for programs to read: with its time, its job's id and the readable name of its function. */
export function createStepObjects(now: () => number): (step: StackEvent, labelOf: FunctionLabels) => object {
  const jobIds = new JobIds();
  return (step, labelOf) => {
    const jobId = jobIds.of(step);
    return {
      time: new Date(now()).toISOString(),
      ...(jobId !== undefined && { jobId }),
      ...('functionName' in step && { function: labelOf(step.functionName) }),
      ...omitParameters(step),
      ...(step.type === 'function-log' && { line: parsed(step.line) }),
    };
  };
}

/** Events contain the job's parameters, which must not be printed. */
function omitParameters(step: StackEvent): object {
  if (step.type === 'invocation-queued') return { ...step, payload: undefined };
  return 'detail' in step && step.type !== 'pipe-delivered' ? { ...step, detail: undefined } : step;
}

/** What a function logs as JSON stays JSON. */
function parsed(line: string): unknown {
  if (!line.startsWith('{')) return line;
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
